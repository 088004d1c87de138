"""Mã và chức danh: how lives, bodies, groups, officers and parties are named, and what they are."""

from typing import Literal, NewType, TypeAlias

StreamId = NewType("StreamId", str)
"""Mã hồ sơ trong kho: one life's stream, such as `dialogue/2023/1` or `ward`."""

EventRef = NewType("EventRef", str)
"""One recorded fact: its stream and version, such as `dialogue/2023/1@7`."""

BodyId = NewType("BodyId", str)
"""Cơ quan, tổ chức: a body of the ward or above it, such as `van-phong-dang-uy`."""

GroupId = NewType("GroupId", str)
"""Tổ dân phố, thôn: a residential group, such as `nho-lam`."""

TopicId = NewType("TopicId", str)
"""Chủ đề của phường: a topic that the ward has defined under a code, such as `muong-nho-lam`."""

OfficerId = NewType("OfficerId", str)
"""Cán bộ: someone who holds or held an office, by a short id that the ward chose."""

PartyId = NewType("PartyId", str)
"""Đương sự trong một vụ việc: a person *in one case*, such as `dialogue/2023/1#2`.

There is no id of a person across cases, so that no registry of persons grows out of them.
"""


def event_ref(stream: StreamId, version: int) -> EventRef:
    """Name one recorded fact.

    >>> event_ref(StreamId("dialogue/2023/1"), 7)
    'dialogue/2023/1@7'
    """
    return EventRef(f"{stream}@{version}")


BodyKind: TypeAlias = Literal[
    "ward_party_committee",  # Đảng uỷ
    "party_standing_board",  # Ban Thường vụ Đảng uỷ
    "party_permanent_body",  # Thường trực Đảng uỷ
    "party_office",  # Văn phòng Đảng uỷ
    "mass_mobilisation_bloc",  # Khối Dân vận
    "party_building_board",  # Ban Xây dựng Đảng
    "party_inspection_committee",  # Uỷ ban Kiểm tra
    "propaganda_education",  # Tuyên giáo
    "political_centre",  # Trung tâm Chính trị
    "party_cell",  # chi bộ trực thuộc
    "people_council_standing_body",  # Thường trực HĐND
    "people_committee",  # UBND
    "people_council_and_committee_office",  # Văn phòng HĐND và UBND
    "specialised_division",  # phòng chuyên môn (Phòng Kinh tế, Phòng Văn hoá - Xã hội, …)
    "public_administration_centre",  # Trung tâm Phục vụ hành chính công
    "police",  # Công an
    "military_command",  # Ban chỉ huy quân sự
    "public_service_unit",  # đơn vị sự nghiệp công lập (trung tâm dịch vụ, trường, trạm y tế)
    "fatherland_front",  # Mặt trận Tổ quốc
    "mass_organisation",  # tổ chức chính trị - xã hội, đoàn thể
    "public_address_station",  # đài truyền thanh
    "superior_party_committee",  # cấp uỷ cấp trên (Thị uỷ, Tỉnh uỷ)
    "superior_party_board",  # ban của cấp uỷ cấp trên
    "superior_authority",  # cơ quan nhà nước cấp trên
    "other",
]
"""Loại cơ quan: what a body is. Which bodies exist, and when, is the ward's data."""

LOCAL_STATE_BODIES: tuple[BodyKind, ...] = (
    "people_council_and_committee_office",
    "specialised_division",
    "public_administration_centre",
    "police",
    "military_command",
    "public_service_unit",
)
"""Cơ quan, đơn vị của Nhà nước ở cấp xã: of the state, beside the People's Committee and the
standing body of the People's Council; a unit has them since 1/7/2025, when the district went."""

OfficeKind: TypeAlias = Literal[
    "party_secretary",  # Bí thư Đảng uỷ
    "deputy_party_secretary",  # Phó Bí thư Đảng uỷ
    "standing_board_member",  # Uỷ viên Ban Thường vụ
    "party_committee_member",  # Đảng uỷ viên
    "mass_mobilisation_officer",  # cán bộ phụ trách dân vận
    "people_council_chair",  # Chủ tịch HĐND
    "people_committee_chair",  # Chủ tịch UBND
    "people_committee_deputy_chair",  # Phó Chủ tịch UBND
    "head",  # người đứng đầu cơ quan
    "deputy_head",  # cấp phó
    "cell_secretary",  # bí thư chi bộ
    "official",  # cán bộ, công chức
]
"""Chức vụ: what an officer may be in a body."""
