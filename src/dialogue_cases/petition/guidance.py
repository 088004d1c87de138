"""Hướng dẫn: what each kind of petitioner is told of their rights and duties, with its source.

The texts are for the Front, the organisations and the clerk at the desk to hand on (part III.4
of the source plan); they say nothing that their source doesn't.
"""

from collections.abc import Mapping

from attrs import frozen

from dialogue_cases.law.citations import cited
from dialogue_cases.petition.words import Kind
from dialogue_cases.vocabulary import Citation


@frozen
class Advice:
    """Lời hướng dẫn: one thing to know, in both languages, and where it stands."""

    vi: str
    en: str
    citation: Citation


_FOR_ALL: tuple[Advice, ...] = (
    Advice(
        "Được trình bày, được hướng dẫn, được nhận thông báo kết quả, được dùng phiên dịch.",
        "You may present your matter, be guided, be told the result, and use an interpreter.",
        cited("petition.at_reception"),
    ),
    Advice(
        "Phải nêu rõ họ tên, địa chỉ, xuất trình giấy tờ, trình bày trung thực và ký vào nội dung "
        "được ghi lại.",
        "Give your name and address, show your papers, tell the truth, and sign what is written "
        "down.",
        cited("petition.at_reception"),
    ),
    Advice(
        "Có nhiều nội dung khác loại thì viết thành từng đơn riêng.",
        "Write a separate petition for each kind of content.",
        cited("petition.mixed"),
    ),
    Advice(
        "Từ 5 đến 10 người cùng một nội dung thì cử 1 hoặc 2 người đại diện; trên 10 người thì "
        "không quá 5; việc cử phải bằng văn bản, có chữ ký của tất cả.",
        "Five to ten people with one content appoint 1 or 2 representatives, more than ten at "
        "most 5, in writing and signed by all.",
        cited("petition.representatives"),
    ),
)

_SUGGESTION: tuple[Advice, ...] = (
    Advice(
        "Trong 10 ngày làm việc kể từ ngày tiếp nhận, được trả lời là đã tiếp nhận, cần thêm thời "
        "gian, từ chối hay đã chuyển.",
        "Within 10 working days you are told whether it is accepted, takes more time, is refused "
        "or was passed on.",
        cited("petition.answer"),
    ),
)

GUIDANCE: Mapping[Kind, tuple[Advice, ...]] = {
    "complaint": (
        *_FOR_ALL,
        Advice(
            "Khiếu nại trong 90 ngày kể từ ngày nhận hoặc biết được quyết định, hành vi; thời gian "
            "có trở ngại khách quan không tính.",
            "Complain within 90 days from receiving or knowing the decision or act; time lost to "
            "objective obstacles isn't counted.",
            cited("petition.complaint_in_time"),
        ),
        Advice(
            "Không đồng ý với quyết định lần đầu, hoặc quá hạn không được giải quyết, thì khiếu "
            "nại lần hai trong 30 ngày (vùng sâu, vùng xa 45 ngày) hoặc khởi kiện tại Toà án.",
            "If you don't agree with the first decision, or it doesn't come in time, complain "
            "again within 30 days (45 in remote areas) or go to court.",
            cited("petition.second_complaint"),
        ),
    ),
    "denunciation": (
        *_FOR_ALL,
        Advice(
            "Đơn phải ghi ngày; họ tên, địa chỉ, cách liên hệ; hành vi và người bị tố cáo; có chữ "
            "ký hoặc điểm chỉ.",
            "Give the date, your name, address and contact, the act and the person denounced, and "
            "sign or fingerprint it.",
            cited("petition.denunciation_says"),
        ),
        Advice(
            "Họ tên, địa chỉ, bút tích và thông tin cá nhân của người tố cáo được giữ bí mật.",
            "Your name, address, handwriting and other personal data are kept secret.",
            cited("petition.denouncers_right"),
        ),
        Advice(
            "Được rút toàn bộ hoặc một phần tố cáo bằng văn bản trước khi có kết luận.",
            "You may withdraw it in writing, in whole or in part, before the conclusion.",
            cited("petition.denunciation_withdrawn"),
        ),
    ),
    "recommendation": (*_FOR_ALL, *_SUGGESTION),
    "report": (*_FOR_ALL, *_SUGGESTION),
    "anonymous_tip": (
        Advice(
            "Thông tin không rõ người tố cáo không được xử lý là tố cáo; nếu nêu rõ người vi phạm, "
            "có chứng cứ cụ thể và có cơ sở xác minh thì được thanh tra, kiểm tra.",
            "What nobody signs isn't handled as a denunciation; with a clear violator and concrete "
            "evidence that can be verified, it goes to inspection.",
            cited("petition.anonymous"),
        ),
    ),
}
"""Of each kind what its petitioners are told."""


def guidance_for(kind: Kind) -> tuple[Advice, ...]:
    """What the petitioners of a kind are told, each with its source.

    >>> str(guidance_for("denunciation")[-1].citation)
    'Luật Tố cáo 2018, Điều 33'
    """
    return GUIDANCE[kind]
