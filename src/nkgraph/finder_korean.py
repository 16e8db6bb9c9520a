"""Korean numerals and counters as a text prints them: "1만 2천여 명", "천 명", "수백 명", "31.5퍼센트".

Pure. A numeral may be digits and scale words by turns; what is counted stands behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nkgraph import numerals

HANGUL = re.compile(r"[\uac00-\ud7a3]")
_NATIVE = {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스무": 20}
_COUNTERS = [
    "명",
    "사람",
    "개국",
    "개월",
    "개소",
    "개교",
    "개",
    "건",
    "곳",
    "배",
    "차례",
    "번",
    "가지",
    "나라",
    "달",
    "원",
    "달러",
    "퍼센트포인트",
    "퍼센트 포인트",
    "%포인트",
    "%p",
    "퍼센트",
    "프로",
    "포인트",
    "년",
    "년간",
    "일",
    "일간",
    "시간",
    "분(?!의)",
    "초",
    "주",
    "세",
    "살",
    "대",
    "척",
    "마리",
    "가구",
    "톤",
    "도",
    "점",
    "표",
    "석",
    "위",
    "회",
    "골",
    "경기",
    "채",
    "권",
    "병상",
    "킬로미터",
    "킬로",
    "미터",
    "㎞",
    "㎡",
    "㎜",
    "밀리미터",
    "쌍",
    "통",
    "편",
    "군데",
    "주년",
    "배럴",
    "그루",
    "장",
    "급",
    "층",
    "번째",
    "%",
]
_COUNTER = "|".join(sorted(_COUNTERS, key=len, reverse=True))
_NUMERAL = re.compile(
    rf"(?<![\w.,])(?:"
    rf"(?P<part>[0-9]{{1,3}}분의\s?[0-9]{{1,3}}(?![0-9]))"
    rf"|(?P<digits>{numerals.KOREAN})"
    rf"|(?P<order>수(?:십|백|천)?(?:만|억|조)?(?<!수))(?=\s?(?:{_COUNTER}))"
    rf"|(?P<scale>[백천만억])(?=\s?(?:여\s?)?(?:명|개|건|곳|원|달러|톤|대|척|마리|가구|배))"
    rf"|(?P<native>열\s?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)|다섯|여섯|일곱|여덟|아홉|스무|열|한|두|세|네)(?=\s(?:명|개|건|곳|배|차례|번|"
    r"가지|나라|달|사람|살|대|척|마리|가구|골|경기|채|권|쌍|통|편|군데|그루|장)(?!째))"
    rf"|(?P<plain>{numerals.KOREAN_DIGITS})(?=\s?(?:여\s?)?(?:{_COUNTER}))"
    r")"
)
_HEDGE_BEFORE = re.compile(r"(?:약|거의|최대|최소|대략|무려)\s?$")
_BEHIND = re.compile(
    rf"(?P<odd>여)?\s?(?P<counter>{_COUNTER})?(?P<hedge>(?:이|을|를|에|의)?\s?(?:이상|이하|미만|초과|가량|정도|안팎|남짓|이내|가까이|넘는|넘게|"
    r"웃도는|밑도는|육박하는|못 미치는))?"
)
_UNITS = {
    "명": "person", "사람": "person", "개국": "country", "나라": "country", "개월": "month", "달": "month", "원": "krw",
    "달러": "usd", "퍼센트포인트": "percentage-point", "퍼센트 포인트": "percentage-point", "%포인트": "percentage-point",
    "%p": "percentage-point", "퍼센트": "percent", "프로": "percent", "%": "percent", "년": "year", "년간": "year",
    "일": "day", "일간": "day", "분": "minute", "배": "times",
}  # fmt: skip
_MODALITIES = {
    "약": "about", "대략": "about", "거의": "almost", "최대": "at-most", "최소": "at-least", "이상": "at-least",
    "이하": "at-most", "미만": "less-than", "초과": "more-than", "가량": "about", "정도": "about", "안팎": "about",
    "남짓": "more-than", "이내": "at-most", "가까이": "almost", "넘는": "more-than", "넘게": "more-than", "웃도는": "more-than",
    "밑도는": "less-than", "육박하는": "almost", "못 미치는": "less-than",
}  # fmt: skip
_FAR = 6  # characters before a numeral in which its hedge stands


@dataclass(frozen=True)
class Numeral:
    """One Korean numeral with its counter and hedges, characters [start, end); `unit` is a local name."""

    start: int
    end: int
    value: Decimal
    scale: int
    modality: str
    unit: str | None
    ordinal: bool = False


def numerals_in(text: str) -> list[Numeral]:
    """Every numeral that scale words or a counter show to be Korean, in order."""
    if HANGUL.search(text) is None:
        return []
    return [found for m in _NUMERAL.finditer(text) if (found := _read(text, m)) is not None]


def _read(text: str, m: re.Match[str]) -> Numeral | None:
    behind = _BEHIND.match(text, m.end())
    assert behind is not None, "it matches nothing, too"
    counter, hedge = behind["counter"], behind["hedge"]
    ordinal = text.startswith("째", behind.end("counter")) if counter else False
    if len(m.group()) > 40 or (m["plain"] and counter in ("년", "일", "세") and m.group().isdigit() and len(m.group()) == 4):
        return None
    value, scale, modality = _value(m)
    if value is None:
        return None
    before = _HEDGE_BEFORE.search(text, max(0, m.start() - _FAR), m.start())
    words = hedge.strip().lstrip("이을를에의 ") if hedge and hedge.strip() not in _MODALITIES else (hedge or "").strip()
    if behind["odd"]:
        modality = "more-than"
    modality = _MODALITIES.get((before.group().strip() if before else ""), modality)
    modality = _MODALITIES.get(words, modality)
    shown = counter is not None or hedge is not None or behind["odd"]
    kept = behind.end() if hedge or _UNITS.get(counter or "") not in (None, "country") or behind["odd"] else m.end()
    unit = "fraction" if m["part"] else "rank" if ordinal or counter == "위" else _UNITS.get(counter or "")
    start = before.start() if before else m.start()
    return Numeral(start, kept if shown else m.end(), value, scale, modality, unit, ordinal)


def _value(m: re.Match[str]) -> tuple[Decimal | None, int, str]:
    """The number, the scale that stands apart from it, and the modality of the numeral itself."""
    words = m.group()
    if m["part"]:
        return numerals.korean_part(words), 1, "exactly"
    if m["native"]:
        parts = re.findall("|".join(sorted(_NATIVE, key=len, reverse=True)), words)
        return Decimal(sum(_NATIVE[part] for part in parts)), 1, "exactly"
    if m["order"]:
        return numerals.korean(words[1:]), 1, "order"
    return *numerals.korean_scaled(words), "exactly"
