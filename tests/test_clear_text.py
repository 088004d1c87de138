"""What is written in clear names nobody: by what it looks like, and by what is sealed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue_cases import codec, identifying, petition, session
from dialogue_cases.codec.texts import _each
from dialogue_cases.errors import Refused
from dialogue_cases.identifying import is_said, signs_in
from dialogue_cases.office import Office
from dialogue_cases.office.clear_text import _gather
from dialogue_cases.spelling import nfc
from dialogue_cases.vocabulary import Act, BodyId, SystemAct
from offices import an_office
from spec import act_of
from strategies import example

DAY = date(2023, 3, 1)
CASE = "petition/2023/1"
CLERK, DEPUTY = act_of("chanh-van-phong"), act_of("pho-bi-thu")
ADDRESS, PHONE = "12 Lê Lợi, phường Thử", "0905 123 987"


@pytest.fixture
def office() -> Iterator[Office]:
    with an_office() as made:
        yield made


def raised(office: Office, gist: str = "Mương bị lấp", **options: Any) -> None:
    office.acting(CLERK, **options).begin(
        "petition/2023",
        petition.raise_petition,
        on=DAY,
        channel="written",
        gist=gist,
        received_by=BodyId("van-phong"),
    )


def named(office: Office, **told: str) -> None:
    party = office.new_party(CASE)
    sealed: Any = {name: office.seal(party, name, text) for name, text in told.items()}
    office.acting(CLERK).decide(CASE, petition.name_petitioner, on=DAY, party=party, **sealed)


def answered(office: Office, gist: str, act: Act | SystemAct = CLERK) -> int:
    desk = office.by_rule(act) if isinstance(act, SystemAct) else office.acting(act)
    return len(desk.decide(CASE, petition.ask_completion, on=DAY, gist=gist))


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        # Telephones, however they are written …
        ("Xin sửa cống, liên hệ 0912345678", {"telephone"}),
        ("ĐT: 0905 123 987", {"telephone"}),
        ("ĐT 0905.123.987.", {"telephone"}),
        ("gọi 0905 123-987 sau 17h", {"telephone"}),
        ("gọi (0236) 3 123 456", {"telephone"}),
        ("gọi 02363 123 456", {"telephone"}),
        ("số máy 0236 3 812 345", {"telephone"}),
        ("Zalo +84905123987", {"telephone"}),
        ("Zalo +84 (0) 905 123 987", {"telephone"}),
        ("Zalo 84905123987", {"telephone"}),
        # … and papers.
        ("CCCD 079123456789", {"identity_paper"}),
        ("căn cước số 079 123 456 789", {"identity_paper"}),
        ("CCCD 079.123.456.789", {"identity_paper"}),
        ("CMND 212345678", {"identity_paper"}),
        ("CMND 212 345 678", {"identity_paper"}),
        ("CMND số 212.345.678", {"identity_paper"}),
        # Other numbers.
        ("Văn bản số 12/2023/QĐ-UBND", set()),
        ("Công văn 1234567890/UBND-VP", set()),
        ("Bồi thường 1.200.000.000 đồng", set()),
        ("Bồi thường 200.000.000 đồng", set()),
        ("Bồi thường 200.000.000", set()),
        ("Bồi thường 123456789 đồng", set()),
        ("Bồi thường 123456789đ", set()),
        ("hai khoản 100.000.000.000 đ và 5,5 tỷ", set()),
        ("diện tích 1.250.000.000 m2", set()),
        ("từ 05/06/2023 đến 07/08/2023", set()),
        ("ngày 05.06.2023 10 giờ", set()),
        ("từ 01.01.2023-31.12.2023", set()),
        ("từ 05-06-2023 10:30", set()),
        ("thửa 123, tờ bản đồ 45, số 0912", set()),
        ("mã hồ sơ H17.12-230405-0012", set()),
        ("30 hộ, 120 người, năm 2023", set()),
        ("petition/2023/1", set()),
        ("09123456789012", set()),
        # Names after a title …
        ("Ông Nguyễn Văn An xin sửa cống", {"personal_name"}),
        ("Kiến nghị gia cố mương sau nhà ông An", {"personal_name"}),
        ("đơn của Bà Trần Thị B", {"personal_name"}),
        ("chị Thu và anh Công phản ánh tiếng ồn", {"personal_name"}),
        ("anh Hùng và chị Lan phản ánh tiếng ồn", {"personal_name"}),
        ("Anh Lê Văn C phản ánh", {"personal_name"}),
        ("ông (bà) Nguyễn Thị A", {"personal_name"}),
        ("Ông/bà Nguyễn Thị A", {"personal_name"}),
        ("ông: Nguyễn Văn An", {"personal_name"}),
        ("ông Hồ Văn B lấn đường", {"personal_name"}),
        ("ông Tô Văn B lấn đường", {"personal_name"}),
        ("ông nguyễn văn an xin sửa cống", {"personal_name"}),
        ("ÔNG NGUYỄN VĂN AN XIN SỬA CỐNG", {"personal_name"}),
        # … and what isn't a name.
        ("Ông bà và bà con trong tổ kiến nghị", set()),
        ("BÀ CON NHÂN DÂN TỔ 5 KIẾN NGHỊ", set()),
        ("Cáp treo Bà Nà", set()),
        ("Bà Nà Hills gây ùn tắc", set()),
        ("ngập ở đường Bà Triệu và đường Ông Ích Khiêm", set()),
        ("Đường Hai Bà Trưng hư hỏng", set()),
        ("chợ Bà Chiểu, núi Bà Đen, Bà Rịa", set()),
        ("đề nghị ông Chủ tịch UBND phường trả lời", set()),
        ("Bà Bí thư chi bộ đã nghe", set()),
        ("ông Tổ trưởng TDP chưa trả lời", set()),
        ("người Anh, tiếng Anh, huyện Anh Sơn", set()),
        ("ông Thanh tra viên và bà Chi cục trưởng", set()),
        ("anh em, chị em phụ nữ TDP Nho Lâm", set()),
        ("đền bù cây trồng, không xanh Lá", set()),
        ("Kính gửi ông/bà", set()),
    ],
)
def test_numbers_and_titled_names_are_noticed_by_what_they_look_like(
    text: str, signs: set[str]
) -> None:
    """Nghị định 154/2026/NĐ-CP, Điều 12 khoản 2; whoever they belong to."""
    assert signs == signs_in(text, names=True)


@pytest.mark.parametrize(
    ("field", "told", "text", "said"),
    [
        ("petitioner_contact", "0905123987", "gọi 0905 123-987", True),
        ("petitioner_contact", "0905 123 987 (con trai)", "gọi 0905.123.987", True),
        ("petitioner_contact", "+84905123987", "gọi 0905123987", True),
        ("petitioner_contact", "3812345", "gọi 381 2345", True),
        ("petitioner_contact", "an.nguyen@thu.vn", "viết cho An.Nguyen@thu.vn", True),
        ("petitioner_contact", "0905123987", "gọi 0905123988", False),
        ("petitioner_contact", "12", "có 12 hộ", False),
        ("petitioner_id_paper", "079123456789", "CCCD 079 123 456 789", True),
        ("petitioner_id_paper", "B1234567", "hộ chiếu b1234567", True),
        ("petitioner_address", "12 Lê Lợi", "cống trước nhà 12, Lê Lợi bị vỡ", True),
        ("petitioner_address", "12 Lê Lợi", "cống trước nhà 112 Lê Lợi bị vỡ", False),
        ("petitioner_name", "Nguyễn Thị A", "đơn của (NGUYEN THI A)", True),
        ("petitioner_name", "Lan", "hoa lan", False),
        ("content", "Mương bị lấp", "Mương bị lấp", False),
    ],
)
def test_what_is_sealed_is_found_however_it_is_spelt(
    field: str, told: str, text: str, said: bool
) -> None:
    """Separators, tones and capitals don't hide it."""
    assert said == is_said(field, told, text)


@pytest.mark.parametrize("gist", ["Liên hệ 0905123987", "CCCD 079123456789", "Đất nhà ông An"])
def test_a_gist_with_a_number_or_a_titled_name_is_unlawful(office: Office, gist: str) -> None:
    """It would stand in clear for ever; where it has to, it is recorded with the reason."""
    with pytest.raises(Refused, match="clear-text-names-nobody") as caught:
        raised(office, gist)
    assert caught.value.unlawful
    assert not {"0905123987", "079123456789", "An"} & set(str(caught.value).split())

    raised(office, gist, despite=[("clear-text-names-nobody", "là số của cơ quan")])

    assert gist == office.as_of(CASE).gist


def test_a_number_is_unlawful_in_a_reason_too_and_a_name_is_not(office: Office) -> None:
    """A reason may name the officer who gave it."""
    raised(office)
    with pytest.raises(Refused, match="clear-text-names-nobody"):
        office.acting(CLERK).void(CASE, version=1, on=DAY, reason="nhầm, xem 0905123987")

    assert office.acting(CLERK).void(CASE, version=1, on=DAY, reason="ông An nói là nhầm")


def test_what_follows_by_rule_says_again_what_was_let_in(office: Office) -> None:
    """The opinion's gist becomes the petition's; it isn't refused a second time."""
    raised(office, despite=[("clear-text-names-nobody", "cần nêu")], gist="Đất nhà ông An")

    assert 1 == answered(office, "Bổ sung giấy tờ nhà ông An", act=SystemAct(rule="test"))


def test_an_announcement_says_whom_to_call(office: Office) -> None:
    """It is written for everybody."""
    from dialogue_cases.vocabulary import Place, Topic

    desk = office.acting(CLERK)
    (fixed, *_) = desk.begin(
        "dialogue/2023",
        session.fix,
        on=DAY,
        day=date(2023, 4, 20),
        place=Place(name="Nhà văn hoá"),
        topics=(Topic(title="Quản lý đất đai", code="land_management"),),
    )

    assert desk.decide(
        fixed.stream,
        session.announce,
        on=DAY,
        body=BodyId("van-phong"),
        channel="posting",
        phase="before",
        text="Mọi thắc mắc xin gọi 0236 3812345",
    )


@pytest.mark.parametrize(
    ("field", "sealed", "gist"),
    [
        ("petitioner_contact", "3812345", "Gọi 381-2345 để hẹn"),
        ("petitioner_address", ADDRESS, "Cống trước nhà 12 Lê Lợi, Phường Thử"),
        ("petitioner_id_paper", "B1234567", "Hộ chiếu B1234567"),
        ("petitioner_name", "Lý Thị Mẫu", "Đơn của LY THI MAU"),
    ],
)
def test_what_is_sealed_with_it_is_not_accepted_in_clear(
    office: Office, field: str, sealed: str, gist: str
) -> None:
    """The gist was written first; whoever names the petitioner knows what they seal."""
    raised(office, gist)

    with pytest.raises(Refused, match="sealed-name-stays-sealed") as caught:
        named(office, **{field: sealed})
    assert (True, field) == (caught.value.unlawful, caught.value.data["sealed_field"])


def test_where_many_live_may_stand_in_clear(office: Office) -> None:
    """A residential group tells nobody; a petition is about it."""
    raised(office, "Mương ở TDP nho-lam, phường Thử bị lấp")

    named(office, petitioner_address="TDP nho-lam, phường Thử")


def test_an_answer_does_not_say_what_the_case_has_sealed_before(office: Office) -> None:
    """Whoever may open it in any kind of case would only read it in another way."""
    raised(office)
    named(office, petitioner_address=ADDRESS, petitioner_contact="3812345")

    for gist in (f"Mời người ở {ADDRESS.lower()}", "Mời người có máy 381 2345"):
        with pytest.raises(Refused, match="sealed-name-stays-sealed"):
            answered(office, gist)


def test_who_may_not_open_it_learns_nothing_from_what_they_write(office: Office) -> None:
    """A right guess and a wrong one are recorded alike."""
    raised(office)
    named(office, petitioner_address=ADDRESS)

    for guess in (ADDRESS, "14 Lê Lợi, phường Thử"):
        assert 1 == answered(office, f"Mời người ở {guess}", DEPUTY)


@given(st.text(alphabet="ôÔbàBÀaAnNhHcCịỊ\u0323\u0302\u0300gGKK ", max_size=12))
def test_a_text_without_the_letters_of_a_title_names_nobody(text: str) -> None:
    """Most texts hold none, so that they needn't be looked through for a name."""
    found = identifying._TITLED.search(nfc(f"{text} Văn An"))

    assert found is None or identifying._may_name(nfc(f"{text} Văn An"))


@pytest.mark.parametrize("shape", codec.NAMES.values(), ids=codec.NAMES)
def test_every_free_text_of_a_fact_is_looked_at(shape: type) -> None:
    """Wherever in a fact it stands; but for what a text reads without its hidden words."""
    event = example(shape)
    stands: dict[str, str] = {}
    _each(event, "event", stands.__setitem__, is_text=False)
    looked_at: list[tuple[str, str]] = []
    _gather(event, "", looked_at)

    assert set(stands.values()) - {"reads Phổ Hoà"} <= {text for _, text in looked_at}
