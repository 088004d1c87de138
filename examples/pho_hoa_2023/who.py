"""Ai là ai: the bodies and officers of ward.toml, and the invented people who speak.

Nobody acts by name: officers appear by office, petitioners and speakers under letters.
"""

from datetime import date

from dialogue_cases.vocabulary import BodyId, Document
from diary import LABEL, Speaker

DANG_UY, BAN_THUONG_VU = BodyId("dang-uy"), BodyId("ban-thuong-vu")
VAN_PHONG, DAN_VAN, KIEM_TRA = BodyId("van-phong"), BodyId("dan-van"), BodyId("kiem-tra")
UBND, HDND, DAI = BodyId("ubnd"), BodyId("hdnd"), BodyId("dai-truyen-thanh")
MTTQ, DOAN_THE = BodyId("mttq"), BodyId("doan-the")
THI_UY, DAN_VAN_THI_UY = BodyId("ban-thuong-vu-thi-uy"), BodyId("ban-dan-van-thi-uy")
UBND_THI_XA = BodyId("ubnd-thi-xa")
"""Not in ward.toml: the plan doesn't speak of it; second complaints went there in 2023."""

BI_THU, PHO_BI_THU, CHANH_VAN_PHONG = "bi-thu", "pho-bi-thu", "chanh-van-phong"
TRUONG_KHOI, CHU_NHIEM = "truong-khoi-dan-van", "chu-nhiem-kiem-tra"
CHU_TICH, PHO_CHU_TICH, CHU_TICH_HDND = "chu-tich-ubnd", "pho-chu-tich-ubnd", "chu-tich-hdnd"
CHU_TICH_MTTQ, TRUONG_DAI = "chu-tich-mttq", "truong-dai"

A = Speaker("Nguyễn Thị A", "Tổ 1 (địa chỉ bịa)")
B = Speaker("Trần Văn B", "Tổ 2 (địa chỉ bịa)")
C = Speaker("Lê Thị C", "Tổ 3 (địa chỉ bịa)")
D = Speaker("Phạm Văn D", "Tổ 4 (địa chỉ bịa)")
E = Speaker("Hoàng Thị E", "Tổ 5 (địa chỉ bịa)")
X = Speaker("Đỗ Văn X", "cơ quan của phường (bịa)")


def invented(kind: str, number: str, issued_on: date, issuer: str, title: str) -> Document:
    """A document that never was, and says so."""
    return Document(
        kind=kind, number=number, issued_on=issued_on, issuer=issuer, title=f"{title} {LABEL}"
    )
