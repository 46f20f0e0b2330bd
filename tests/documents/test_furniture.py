from __future__ import annotations

import pytest

from nhipcau.documents.furniture import is_byline, is_furniture, opens_box, opens_tail, without_credit


@pytest.mark.parametrize(
    "line",
    [
        "294 views",
        "Views: 1,024",
        "Lượt xem: 1.234",
        "1,024 lượt xem",
        "Số lượt đọc: 12",
        "3 bình luận",
        "Facebook Twitter Zalo",
        "Share | Print | Email",
        "Chia sẻ",
        "In bài viết • Gửi email",
        "Đăng nhập / Đăng ký",
        "Search view",
        "A- A A+",
        "Trang chủ > Tin tức > Đối ngoại",
        "Home / News / Culture",
        "Tin tức » Trong tỉnh » Văn hóa",
        "Tags: choir, river",
        "Từ khóa: hợp xướng, dòng sông",
        "Read more: The choir comes home",
        "Capcha: đổi mã khác",
        "Email:",
        "https://river.example/choir",
        "* * *",
    ],
)
def test_lines_of_the_page_are_told(line: str) -> None:
    """Counters, buttons, breadcrumbs, tags, teasers, form fields, addresses and ornaments are furniture."""
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "What comes next",
        "Tăng cường hữu nghị",
        "In 2024",
        "Home and away",
        "Trang chủ trương mới",
        "Email: choir@river.example",
        "Viet Nam - China - Laos: three rivers",
        "Nhà văn hóa / bảo tàng",
        "Copyright law in three countries",
        "The page had 294 views within an hour, and the choir was asked to come again in the spring.",
        "Tags: a word that opens a sentence here, which is long enough to be a paragraph of its own.",
    ],
)
def test_lines_of_an_article_are_left(line: str) -> None:
    """A heading, a label with a value and whatever reads as a sentence are not furniture."""
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Comment (0)",
        "Write your comment",
        "Full name:(*)",
        "Phone number:",
        "Bình luận (12)",
        "Gửi bình luận",
        "Họ tên *",
        "Mã bảo mật",
        "Latest news",
        "OTHER NEWS",
        "Tin cùng chuyên mục",
        "Đọc nhiều",
        "© 2024 The River Paper",
        "Bản quyền thuộc về Báo Bến Sông",
        "Giấy phép số 12/GP",
    ],
)
def test_what_follows_an_article_opens_with_a_marker(line: str) -> None:
    """Comment boxes, lists of other news and legal notices say that the article has ended."""
    assert opens_tail(line)


@pytest.mark.parametrize(
    "line", ["Tin liên quan", "Related news", "Read more", "TAGS:", "Xem thêm »", "See also:"]
)
def test_boxes_of_links_are_told(line: str) -> None:
    """A heading of links does not end an article; it may stand in its middle."""
    assert opens_box(line)
    assert not opens_tail(line)


@pytest.mark.parametrize(
    "line",
    [
        "NDO",
        "— VNS",
        "(TTXVN)",
        "VNA/VNP",
        "By Lan Pham",
        "Minh Phương",
        "Thu Hà - Văn Nam",
        "Theo Báo Bến Sông",
        "(Theo TTXVN)",
        "Nguồn: Báo Bến Sông",
        "Source: The River Paper",
        "Tin, ảnh: Minh Phương",
        "Tác giả: Minh Phương",
    ],
)
def test_bylines_are_told(line: str) -> None:
    """Names, agencies and labelled credits alone in a line are bylines."""
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "What comes next",
        "By the river",
        "Theo dòng sông quê hương",
        "Bài học của mùa xuân",
        "Hà Nội mùa thu",
        "Minh Phương sang.",
        "2024",
    ],
)
def test_headings_are_no_bylines(line: str) -> None:
    """A line with a small word in it, or a full stop, is not a name."""
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Singers rehearse on Friday. (Photo: VNA)", "Singers rehearse on Friday."),
        ("Singers rehearse on Friday. Photo: Lan Pham", "Singers rehearse on Friday."),
        ("Singers rehearse — VNA/VNS Photo Lan Phạm", "Singers rehearse"),
        ("Toàn cảnh đêm thơ. Ảnh: Hải Yến/BSO", "Toàn cảnh đêm thơ."),
        ("(Ảnh: TTXVN)", ""),
        ("Photo courtesy of The River Paper", ""),
        ("Delegates in a group photo", "Delegates in a group photo"),
        ("She kept the photo: it was all she had.", "She kept the photo: it was all she had."),
    ],
)
def test_photo_credits_are_cut_for_comparison(line: str, caption: str) -> None:
    """A credit is a name after "Photo" or "Ảnh" at a line's end; the words alone are none."""
    assert caption == without_credit(line)
