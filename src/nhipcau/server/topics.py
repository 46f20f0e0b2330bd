"""The names of the recommended topics, English and Vietnamese side by side, in the order of corpus/README.md."""

from __future__ import annotations

from typing import Final

from nhipcau.vocabulary import LANGUAGES, Language

TOPICS: Final[dict[str, tuple[str, str]]] = {
    "academic": ("Academia and research", "Học thuật và nghiên cứu"),
    "fatherland-front": ("Fatherland Front", "Mặt trận Tổ quốc"),
    "ho-chi-minh": ("Hồ Chí Minh", "Hồ Chí Minh"),
    "overseas-vietnamese": ("Overseas Vietnamese", "Người Việt Nam ở nước ngoài"),
    "parliamentary": ("Parliaments", "Ngoại giao nghị viện"),
    "trade-unions": ("Trade unions", "Công đoàn"),
    "vufo": ("Friendship unions (VUFO)", "Liên hiệp các tổ chức hữu nghị (VUFO)"),
    "women": ("Women", "Phụ nữ"),
    "youth": ("Youth", "Thanh niên"),
    "agent-orange": ("Agent Orange", "Chất độc da cam"),
    "bamboo-diplomacy": ("Bamboo diplomacy", "Ngoại giao cây tre"),
    "culture-unesco": ("Culture and UNESCO", "Văn hóa và UNESCO"),
    "digital-media": ("Digital diplomacy and media", "Ngoại giao số và truyền thông"),
    "economic-diplomacy": ("Economic diplomacy", "Ngoại giao kinh tế"),
    "education": ("Education", "Giáo dục"),
    "health-humanitarian": ("Health and humanitarian aid", "Y tế và cứu trợ nhân đạo"),
    "history-solidarity": ("History of solidarity", "Lịch sử đoàn kết quốc tế"),
    "ingo-aid": ("Aid from foreign NGOs", "Viện trợ phi chính phủ nước ngoài"),
    "local-diplomacy": ("Provinces and cities", "Đối ngoại địa phương"),
    "party-policy": ("Party and state policy", "Chủ trương của Đảng và Nhà nước"),
    "peace-movement": ("Peace movement", "Phong trào hòa bình"),
    "religion-rights": ("Religion and human rights", "Tôn giáo và nhân quyền"),
    "review-conference": ("Review conferences", "Hội nghị tổng kết"),
    "sports": ("Sports", "Thể thao"),
    "veterans-war-legacy": ("Veterans and the legacy of war", "Cựu chiến binh và hậu quả chiến tranh"),
    "africa-mideast": ("Africa and the Middle East", "Châu Phi và Trung Đông"),
    "asean": ("ASEAN", "ASEAN"),
    "cambodia": ("Cambodia", "Campuchia"),
    "china": ("China", "Trung Quốc"),
    "cuba": ("Cuba", "Cuba"),
    "europe": ("Europe", "Châu Âu"),
    "france": ("France", "Pháp"),
    "india": ("India", "Ấn Độ"),
    "japan": ("Japan", "Nhật Bản"),
    "korea": ("Korea", "Hàn Quốc và Triều Tiên"),
    "laos": ("Laos", "Lào"),
    "latin-america": ("Latin America", "Mỹ La-tinh"),
    "multilateral": ("Multilateral forums", "Diễn đàn đa phương"),
    "oceania-canada": ("Oceania and Canada", "Châu Đại Dương và Canada"),
    "russia": ("Russia", "Nga"),
    "usa": ("United States", "Hoa Kỳ"),
}


def topic_name(topic: str, language: Language) -> str:
    """What readers call a topic; one that is not in the table is shown as it is written."""
    names = TOPICS.get(topic)
    return names[LANGUAGES.index(language)] if names else topic
