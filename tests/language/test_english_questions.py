import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperqa.language.english import to_english


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("מה היתרון של קשב עצמי?", "advantage self-attention"),
        ("איך עובד מנגנון הקשב?", "attention mechanism"),
        ("כמה ראשי קשב יש במודל?", "how many attention head model"),
        ("מה תפקיד קידוד המיקום?", "positional encoding"),
        ("כמה שכבות יש במקודד?", "number of layers encoder"),
        ("מה עושה המפענח?", "decoder"),
        ("איך מאמנים רשתות יריבות גנרטיביות?", "how trained generative adversarial network"),
        ("מהי קריסת מודים?", "mode collapse"),
        ("מה ההבדל בין המבחין למחולל?", "difference discriminator generator"),
        ("למידת חיזוק ממשוב אנושי", "reinforcement learning human feedback"),
        ("איך מאמנים מודל תגמול?", "how trained reward model"),
        ("למה מחלקים בשורש של ממד המפתח?", "why divide square root key dimension"),
        ("כוונון עדין של מודל שפה", "fine-tuning language model"),
        ("פיין-טיונינג", "fine-tuning"),
        ("אימון מקדים על טקסט", "pre-training text"),
        ("מודל שפה ממוסך", "masked language model"),
        ("שיכון מילים", "word embedding"),
        ("כמה פרמטרים יש למודל הגדול?", "parameters model large"),
        ("מה קצב הלמידה?", "learning rate"),
        ("נרמול שכבה", "layer normalization"),
        ("נרמול אצווה", "batch normalization"),
        ("חיבורים שיוריים", "residual connection"),
        ("רשת קונבולוציה", "convolutional neural network"),
        ("רשתות נוירונים עמוקות", "deep neural network"),
        ("זיהוי עצמים בתמונות", "object detection image"),
        ("סגמנטציה סמנטית", "semantic segmentation"),
        ("תיבות תוחמות", "bounding box"),
        ("מודלי דיפוזיה", "diffusion model"),
        ("אוטואנקודר וריאציוני", "variational autoencoder"),
        ("המרחב החבוי", "latent space"),
        ("פונקציית ההפסד", "loss function"),
        ("ירידת גרדיאנט", "gradient descent"),
        ("התאמת יתר", "overfitting"),
        ("זיקוק ידע ממורה", "knowledge distillation"),
        ("כימות לארבעה ביטים", "quantization 4-bit"),
        ("תערובת מומחים", "mixture of experts"),
        ("חלון הזזה", "sliding window"),
        ("חלון ההקשר", "context window"),
        ("אורך הרצף", "sequence length"),
        ("תרגום מכונה", "machine translation"),
        ("מענה על שאלות", "question answering"),
        ("סיכום טקסטים", "summarization"),
        ("אוצר המילים", "vocabulary"),
        ("כמה טוקנים יש בדאטה?", "token data"),
        ("מטריצת המשקולות", "weight matrix"),
        ("מכפלה פנימית", "dot product"),
        ("סופטמקס", "softmax"),
        ("חלוקה לטלאים", "split into patches"),
        ("טוקן הסיווג", "class token"),
        ("שגיאת השחזור", "reconstruction error"),
        ("מודל מצב מרחב", "state"),
        ("ברט", "BERT"),
        ("רוברטה", "RoBERTa"),
        ("אימג'נט", "ImageNet"),
        ("מיסטרל מול לאמה", "Mistral LLaMA"),
        ("אילו מטריצות מקפיאים בלורה?", "matrix freeze LoRA"),
        ("למה זה עובד?", "why work"),
        ("מי מהם גדול יותר?", "which of them larger"),
        ("חלק מהמאמרים", "part paper"),
        ("אסטרטגיית דגימה", "strategy sampling"),
        ("השכבה בנויה משלושה חלקים", "layer built three part"),
        ("לאיזה דיוק הגיע המודל?", "accuracy model"),
        ("האם השיטה יעילה יותר?", "method efficient more"),
    ],
)
def test_what_israelis_ask_is_found_in_the_words_of_papers(question: str, words: str) -> None:
    english = to_english(question)
    assert set(words.split()) - set(english.text.split()) == set(), english.text
    assert english.unknown == ()


ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=80)
MIXED = st.lists(
    st.sampled_from(
        "ברט מודל השכבות העמוקות של קשב עצמי ב-GPT-2 ו-LoRA 1,000 0.5 (x) ש ה- שלBERT ?".split()
    ),
    max_size=14,
).map(" ".join)
LATIN = re.compile(r"[A-Za-z0-9]+")


@given(ANY_TEXT | MIXED)
def test_any_text_is_put_into_english_and_always_the_same_way(text: str) -> None:
    first = to_english(text)
    assert to_english(text) == first
    assert first.text == first.text.strip()
    assert "  " not in first.text
    assert not re.search("[א-ת]", first.text)


@given(st.text(alphabet="abcXYZ019-., אבה?()'\"") | MIXED)
def test_every_latin_word_and_number_is_kept_once(text: str) -> None:
    question = to_english(text)
    kept = [step.english[0] for step in question.steps if step.kind == "kept"]
    assert [word for one in kept for word in LATIN.findall(one)] == LATIN.findall(text)
    left = Counter(LATIN.findall(question.text))
    assert Counter(LATIN.findall(text)) <= left


@given(MIXED, st.data())
def test_points_and_direction_marks_never_change_the_english(
    text: str, data: st.DataObject
) -> None:
    marks = st.sampled_from(["", "", "\u05b8", "\u05bc", "\u200f", "\u202b", "\u2069", "\ufeff"])
    marked = "".join(char + data.draw(marks) for char in text)
    assert to_english(marked) == to_english(text)
