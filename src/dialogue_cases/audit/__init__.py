"""Kiểm tra hồ sơ: what whoever examines the record asks of it; nothing here writes.

`attribution`: who decided a fact, in which office, under which authority (ai quyết định, theo
thẩm quyền nào), and who entered it when.
"""

from dialogue_cases.audit.attribution import (
    Attribution,
    Attributions,
    Decider,
    attribution,
)

__all__ = ["Attribution", "Attributions", "Decider", "attribution"]
