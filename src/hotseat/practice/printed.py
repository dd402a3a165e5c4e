"""A scorecard as a PDF of a page or two, with the extra hotseat[pdf]."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hotseat.model.errors import HotseatError
from hotseat.model.loop import Competency
from hotseat.model.scorecard import RoundCard, Score, Scorecard
from hotseat.scorecard.markdown import how

if TYPE_CHECKING:
    from fpdf import FPDF

TEAL, INK, GREY, HAIR = (11, 96, 102), (27, 33, 32), (98, 107, 104), (214, 212, 204)
MARGIN_MM, NAME_MM, DOT_MM = 20.0, 46.0, 1.5
PLAIN = str.maketrans(
    {"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-", "…": "...", "×": "x", "≥": ">="}
)


def as_pdf(card: Scorecard, competencies: Sequence[Competency]) -> bytes:
    """The card's bytes. Raises HotseatError when the extra is not installed."""
    try:
        from fpdf import FPDF
    except ImportError as error:
        fix = "Install it: pip install 'hotseat[pdf]'. Or print the page from the browser."
        raise HotseatError("Writing a PDF needs an extra.", "", fix) from error
    pdf = FPDF(format="A4")
    pdf.set_creation_date(card.at)
    pdf.set_title(_plain(f"{card.title}: {card.decision}"))
    pdf.set_margins(MARGIN_MM, MARGIN_MM)
    pdf.set_auto_page_break(auto=True, margin=MARGIN_MM)
    pdf.add_page()
    _head(pdf, card)
    known = {each.id: each for each in competencies}
    for each in card.rounds:
        _round(pdf, each, known)
    _advice(pdf, card)
    _write(pdf, 8, GREY, "Levels and decisions follow published rules; see Scoring in Hotseat.", gap=6)
    return bytes(pdf.output())


def _head(pdf: "FPDF", card: Scorecard) -> None:
    _write(pdf, 9, GREY, f"{card.title}, {card.at:%d %B %Y}")
    _write(pdf, 24, INK, card.decision.capitalize(), style="B", gap=1)
    _write(pdf, 10, INK, card.because, gap=1)
    mean = "" if card.mean is None else f"Mean {card.mean:.1f} of 4. "
    rest = "" if card.is_over else " The loop is not finished."
    _write(pdf, 9, GREY, f"{mean}Level reached: {card.level}.{rest}", gap=1)


def _round(pdf: "FPDF", card: RoundCard, known: dict[str, Competency]) -> None:
    if pdf.will_page_break(30):
        pdf.add_page()
    mean = "" if card.mean is None else f" {card.mean:.1f}"
    _write(pdf, 12, INK, card.title, style="B", gap=6)
    _write(pdf, 9, GREY, f"{card.decision}{mean}, {card.seconds / 60:.0f} of {card.minutes} min")
    for score in card.scores:
        _score(pdf, score, known[score.competency].name if score.competency in known else score.competency)


def _score(pdf: "FPDF", score: Score, name: str) -> None:
    if pdf.will_page_break(16):
        pdf.add_page()
    pdf.set_draw_color(*HAIR)
    pdf.line(MARGIN_MM, pdf.get_y() + 1.5, pdf.w - MARGIN_MM, pdf.get_y() + 1.5)
    top = pdf.get_y() + 3
    pdf.set_xy(MARGIN_MM, top)
    _write(pdf, 10, INK, name, style="B", width=NAME_MM)
    _dots(pdf, score.level)
    _write(
        pdf, 8, GREY, f"{score.level or '-'}, {how(score)}" if score.level else "not judged", width=NAME_MM
    )
    left_end = pdf.get_y()
    pdf.set_xy(MARGIN_MM + NAME_MM + 4, top)
    width = pdf.w - 2 * MARGIN_MM - NAME_MM - 4
    _write(pdf, 9, INK, score.because, width=width)
    for proof in score.proofs[:3]:
        pdf.set_x(MARGIN_MM + NAME_MM + 4)
        _write(pdf, 8, GREY, proof.says, width=width)
    pdf.set_xy(MARGIN_MM, max(left_end, pdf.get_y()) + 1)


def _dots(pdf: "FPDF", level: int | None) -> None:
    pdf.set_draw_color(*TEAL)
    pdf.set_fill_color(*TEAL)
    y = pdf.get_y() + DOT_MM
    for number in range(4):
        is_on = level is not None and number < level
        pdf.circle(MARGIN_MM + 3 + number * 5, y + 0.6, DOT_MM, style="DF" if is_on else "D")
    pdf.set_xy(MARGIN_MM, y + 2 * DOT_MM)


def _advice(pdf: "FPDF", card: Scorecard) -> None:
    if not card.advice:
        return
    if pdf.will_page_break(40):
        pdf.add_page()
    _write(pdf, 12, INK, "Work on", style="B", gap=6)
    for number, each in enumerate(card.advice, 1):
        _write(pdf, 10, INK, f"{number}. {each.title}", style="B", gap=2)
        _write(pdf, 9, INK, each.because)
        if each.units:
            _write(pdf, 9, TEAL, "Practise: " + "; ".join(title for _, _, title in each.units))


def _write(  # noqa: PLR0913
    pdf: "FPDF",
    points: float,
    colour: tuple[int, int, int],
    text: str,
    *,
    style: str = "",
    gap: float = 0.0,
    width: float = 0.0,
) -> None:
    x = pdf.get_x()
    if gap:
        pdf.set_y(pdf.get_y() + gap)
        pdf.set_x(x)
    pdf.set_font("helvetica", style, points)
    pdf.set_text_color(*colour)
    pdf.multi_cell(width, points * 0.5, _plain(text), align="L", new_x="LEFT", new_y="NEXT")


def _plain(text: str) -> str:
    """The text in the characters that the built-in fonts of PDF have."""
    return text.translate(PLAIN).encode("latin-1", "replace").decode("latin-1")
