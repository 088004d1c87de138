"""Từ ngữ: the words and the parts that the facts of this life are made of."""

from typing import Literal

from attrs import frozen


@frozen(kw_only=True)
class Limit:
    """Thời hạn riêng: the ward's own amount for one rule of `law/deadlines.toml`."""

    rule: str
    amount: int


@frozen(kw_only=True)
class Switch:
    """Lựa chọn: the ward's own reading where the law leaves one open, and what it keeps here."""

    name: Literal["culture_day_off", "roll_on_swapped", "chairman_receptions"]
    value: bool
