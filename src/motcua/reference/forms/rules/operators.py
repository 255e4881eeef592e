"""What each operator of a form means, once; `logic.js` says the same in the browser.

An answer that does not exist is None. A sum, a least and a most pass it over; every other calculation with it
does not exist either; it equals only itself, and is neither before nor after anything. Texts are never
numbers. Numbers are exact to six decimals and reach to 2^53. Days are ISO texts, months `YYYY-MM`.
"""

import calendar as months
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .conditions import MAX_NUMBER

MILLION = 1_000_000
MAX_CHARACTERS = 20_000
_SIXTH = Decimal("0.000001")
_DAY = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?")


class Fault(Exception):
    """A calculation that these values do not allow; the text is its code, as in `logic.FAULTS`."""


def _number(value: Any) -> int | Decimal:
    """Exact to six decimals; whole numbers as int."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise Fault("not_a_number")
    if isinstance(value, int):
        return _bounded(value)
    exact = Decimal(str(value))
    if not abs(exact) <= MAX_NUMBER:
        raise Fault("number_too_large")
    return _tidy(exact.quantize(_SIXTH, ROUND_HALF_UP))


def _tidy(exact: Decimal) -> int | Decimal:
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def _bounded(value: int) -> int:
    if abs(value) > MAX_NUMBER:
        raise Fault("number_too_large")
    return value


def _scaled(value: int | Decimal) -> int:
    return int(value * MILLION)


def _result(scaled: int) -> int | Decimal:
    """A number of millionths as a number again."""
    if abs(scaled) > MAX_NUMBER * MILLION:
        raise Fault("number_too_large")
    whole, rest = divmod(scaled, MILLION)
    return whole if not rest else Decimal(scaled).scaleb(-6).normalize()


def _rounded(numerator: int, denominator: int) -> int:
    """The quotient, half a unit away from zero."""
    sign = 1 if (numerator < 0) == (denominator < 0) else -1
    numerator, denominator = abs(numerator), abs(denominator)
    return sign * ((2 * numerator + denominator) // (2 * denominator))


def _whole(value: Any) -> int:
    number = _number(value)
    if not isinstance(number, int):
        raise Fault("not_whole")
    return number


def same(a: Any, b: Any) -> bool:
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    return _sort(a) == _sort(b) and bool(a == b)


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return "bool"
    return "number" if isinstance(value, int | float | Decimal) else type(value).__name__


def differs(a: Any, b: Any) -> bool:
    return not same(a, b)


def _are_ordered(a: Any, b: Any) -> bool:
    """Two numbers, two days or two months."""
    if isinstance(a, str) and isinstance(b, str):
        return len(a) == len(b) and bool(_DAY.fullmatch(a) and _DAY.fullmatch(b))
    return _sort(a) == _sort(b) == "number"


def less(a: Any, b: Any, c: Any = ...) -> bool:
    return _are_ordered(a, b) and bool(a < b) and (c is ... or less(b, c))


def at_most(a: Any, b: Any, c: Any = ...) -> bool:
    return _are_ordered(a, b) and bool(a <= b) and (c is ... or at_most(b, c))


def more(a: Any, b: Any) -> bool:
    return less(b, a)


def at_least(a: Any, b: Any) -> bool:
    return at_most(b, a)


def among(needle: Any, place: Any) -> bool:
    """In a list, or a part of a text."""
    if isinstance(place, list):
        return any(same(needle, one) for one in place)
    return isinstance(place, str) and isinstance(needle, str) and needle in place


def _existing(values: Any) -> list[Any]:
    return [value for value in values if value is not None]


def add(*values: Any) -> int | Decimal | None:
    there = _existing(values)
    return _result(sum(_scaled(_number(value)) for value in there)) if there else None


def multiply(*values: Any) -> int | Decimal | None:
    if len(_existing(values)) < len(values):
        return None
    product: int | Decimal = 1
    for value in values:
        product = _result(_rounded(_scaled(product) * _scaled(_number(value)), MILLION))
    return product


def subtract(a: Any, b: Any = ...) -> int | Decimal | None:
    if a is None or b is None:
        return None
    return _result(-_scaled(_number(a))) if b is ... else _result(_scaled(_number(a)) - _scaled(_number(b)))


def divide(a: Any, b: Any) -> int | Decimal | None:
    if a is None or b is None:
        return None
    over, under = _scaled(_number(a)), _scaled(_number(b))
    if under == 0:
        raise Fault("division_by_zero")
    return _result(_rounded(over * MILLION, under))


def remainder(a: Any, b: Any) -> int | None:
    """Of whole numbers; it has the sign of the first."""
    if a is None or b is None:
        return None
    over, under = _whole(a), _whole(b)
    if under == 0:
        raise Fault("division_by_zero")
    rest = abs(over) % abs(under)
    return rest if over >= 0 else -rest


def least(*values: Any) -> Any:
    return _furthest(_existing(values), less)


def most(*values: Any) -> Any:
    return _furthest(_existing(values), more)


def _furthest(values: list[Any], beats: Callable[[Any, Any], bool]) -> Any:
    if not values:
        return None
    best = values[0]
    for value in values:
        if not _are_ordered(best, value):
            raise Fault("not_a_number")
        best = value if beats(value, best) else best
    return best


def join(*values: Any) -> str:
    text = "".join(_written(value) for value in _existing(values))
    if len(text) > MAX_CHARACTERS:
        raise Fault("text_too_long")
    return text


def _written(value: Any) -> str:
    if isinstance(value, str):
        return value
    number = _number(value)
    return str(number) if isinstance(number, int) else format(number, "f")


def part(text: Any, start: Any, length: Any = ...) -> str | None:
    """Counted in characters; a negative start counts from the end, a negative length leaves so many out."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise Fault("not_a_text")
    begin = _whole(start)
    tail = text[begin:] if begin >= 0 else text[max(len(text) + begin, 0) :]
    if length is ...:
        return tail
    size = _whole(length)
    return tail[:size] if size >= 0 else tail[: max(len(tail) + size, 0)]


def rows(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def total(values: Any) -> int | Decimal:
    """Of a list; nothing at all is zero."""
    return add(0, *rows(values)) or 0


def count(values: Any) -> int:
    return len(rows(values))


def otherwise(value: Any, default: Any) -> Any:
    return default if value is None else value


def round_half_up(value: Any) -> int | None:
    """To a whole number, half a unit away from zero."""
    return None if value is None else _rounded(_scaled(_number(value)), MILLION)


def share(amount: Any, rate: Any) -> int | None:
    """So many parts per million of a whole amount, half a đồng rounded up."""
    if amount is None or rate is None:
        return None
    return _bounded(_rounded(_whole(amount) * _whole(rate), MILLION))


def _day(value: Any) -> date:
    if not isinstance(value, str) or len(value) != 10 or not _DAY.fullmatch(value):
        raise Fault("not_a_date")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise Fault("not_a_date") from None


def days_between(first: Any, last: Any) -> int | None:
    """From one day to a later one; negative when it is earlier."""
    return None if first is None or last is None else (_day(last) - _day(first)).days


def add_days(day: Any, days: Any) -> str | None:
    if day is None or days is None:
        return None
    try:
        return (_day(day) + timedelta(days=_whole(days))).isoformat()
    except OverflowError:
        raise Fault("day_out_of_range") from None


def add_months(day: Any, amount: Any) -> str | None:
    """The same day of another month, or its last one when it is shorter."""
    if day is None or amount is None:
        return None
    begin = _day(day)
    year, month = divmod(begin.year * 12 + begin.month - 1 + _whole(amount), 12)
    if not 1 <= year <= 9999:
        raise Fault("day_out_of_range")
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(begin.day, last)).isoformat()


def year_of(day: Any) -> int | None:
    """The year of a day or of a month."""
    if isinstance(day, str) and len(day) == 7 and _DAY.fullmatch(day):
        return int(day[:4])
    return None if day is None else _day(day).year


def age_on(born: Any, on: Any) -> int | None:
    """Whole years lived; who was born on 29 February is a year older on 1 March."""
    if born is None or on is None:
        return None
    birth, then = _day(born), _day(on)
    return then.year - birth.year - ((then.month, then.day) < (birth.month, birth.day))


MEANINGS: dict[str, Callable[..., Any]] = {
    "==": same,
    "!=": differs,
    "===": same,
    "!==": differs,
    "<": less,
    "<=": at_most,
    ">": more,
    ">=": at_least,
    "in": among,
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "%": remainder,
    "min": least,
    "max": most,
    "cat": join,
    "substr": part,
    "sum": total,
    "count": count,
    "round": round_half_up,
    "share": share,
    "days_between": days_between,
    "add_days": add_days,
    "add_months": add_months,
    "year_of": year_of,
    "age_on": age_on,
    "rows": rows,
    "otherwise": otherwise,
}
