"""What is known of addresses: which papers they mean, what kind they are, which are left out.

All hosts and paths are lower case, without scheme, ``www.`` and final slash. Add rows here;
nothing else needs to change.
"""

# ruff: noqa: E501 - an address is not broken over two lines

from typing import Final

from paperqa.types import LinkKind

PAPERS_BY_ADDRESS: Final[dict[str, str]] = {
    # GPT and GPT-2 were never on arXiv; their identifiers are ours.
    "s3-us-west-2.amazonaws.com/openai-assets/research-covers/language-unsupervised/language_understanding_paper.pdf": "gpt1",
    "cdn.openai.com/research-covers/language-unsupervised/language_understanding_paper.pdf": "gpt1",
    "d4mucfpksywv.cloudfront.net/better-language-models/language-models.pdf": "gpt2",
    "d4mucfpksywv.cloudfront.net/better-language-models/language_models_are_unsupervised_multitask_learners.pdf": "gpt2",
    "cdn.openai.com/better-language-models/language_models_are_unsupervised_multitask_learners.pdf": "gpt2",
    # Attention Is All You Need, as its conference prints it, and what explains it.
    "papers.nips.cc/paper/7181-attention-is-all-you-need.pdf": "1706.03762",
    "papers.nips.cc/paper/7181-attention-is-all-you-need": "1706.03762",
    "papers.nips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-abstract.html": "1706.03762",
    "papers.nips.cc/paper/2017/file/3f5ee243547dee91fbd053c1c4a845aa-paper.pdf": "1706.03762",
    "proceedings.neurips.cc/paper/2017/hash/3f5ee243547dee91fbd053c1c4a845aa-abstract.html": "1706.03762",
    "proceedings.neurips.cc/paper/2017/file/3f5ee243547dee91fbd053c1c4a845aa-paper.pdf": "1706.03762",
    "nlp.seas.harvard.edu/2018/04/03/attention.html": "1706.03762",
    "nlp.seas.harvard.edu/annotated-transformer": "1706.03762",
    "jalammar.github.io/illustrated-transformer": "1706.03762",
    "youtube.com/watch?v=idulhoq2pro": "1706.03762",
    # Pages and code that stand for one paper.
    "openai.com/blog/clip": "2103.00020",
    "openai.com/research/clip": "2103.00020",
    "openai.com/index/clip": "2103.00020",
    "github.com/openai/clip": "2103.00020",
    "ai.facebook.com/blog/wav2vec-unsupervised-speech-recognition-without-supervision": "2105.11084",
    "ai.meta.com/blog/wav2vec-unsupervised-speech-recognition-without-supervision": "2105.11084",
    "github.com/epfml/attention-cnn": "1911.03584",
    "mistral.ai/news/mixtral-of-experts": "2401.04088",
    "huggingface.co/blog/moe": "2401.04088",
    "huggingface.co/blog/tomaarsen/attention-sinks": "2309.17453",
    "github.com/mit-han-lab/streaming-llm": "2309.17453",
    "github.com/idea-research/grounded-segment-anything": "2401.14159",
}
"""Addresses that mean a paper without naming arXiv, or that explain it."""

ARXIV_READERS: Final = (
    ("arxiv.org", "/"),
    ("ar5iv.org", "/"),
    ("xxx.lanl.gov", "/"),
    ("alphaxiv.org", "/"),
    ("arxiv-vanity.com", "/papers/"),
    ("huggingface.co", "/papers/"),
    ("emergentmind.com", "/papers/"),
    ("papers.cool", "/arxiv/"),
    ("scirate.com", "/arxiv/"),
    ("semanticscholar.org", "/arxiv"),
    ("doi.org", "/10.48550/arxiv."),
)
"""Host and beginning of the path where an arXiv identifier follows."""

# fmt: off
ARXIV_ARCHIVES: Final = (
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn",
    "chem-ph", "cmp-lg", "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex",
    "hep-lat", "hep-ph", "hep-th", "math-ph", "math", "mtrl-th", "nlin", "nucl-ex", "nucl-th",
    "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio", "quant-ph", "solv-int", "supr-con",
)
"""Archives of the identifiers before April 2007."""
# fmt: on

KINDS_BY_HOST: Final[tuple[tuple[str, LinkKind], ...]] = (
    ("github.com", "code"),
    ("gitlab.com", "code"),
    ("bitbucket.org", "code"),
    ("colab.research.google.com", "code"),
    ("kaggle.com", "code"),
    ("youtube.com", "talk"),
    ("vimeo.com", "talk"),
    ("slideslive.com", "talk"),
    ("videolectures.net", "talk"),
    ("ted.com", "talk"),
    ("arxiv.org", "paper"),
    ("openreview.net", "paper"),
    ("aclanthology.org", "paper"),
    ("papers.nips.cc", "paper"),
    ("proceedings.neurips.cc", "paper"),
    ("proceedings.mlr.press", "paper"),
    ("openaccess.thecvf.com", "paper"),
    ("semanticscholar.org", "paper"),
    ("dl.acm.org", "paper"),
    ("ieeexplore.ieee.org", "paper"),
    ("nature.com", "paper"),
    ("doi.org", "paper"),
)
"""What lies at a host; a ``.pdf`` is a PDF wherever it lies, all else is a page."""

SLIDES: Final = "slides"
RECORDING: Final = "a recording"
RECORDING_OR_SLIDES: Final = "a recording or slides"
PERSONAL: Final = "a personal or social page"
SHARED_DRIVE: Final = "a file on a shared drive"
SECRET: Final = "an address that holds a password"  # noqa: S105 - the reason, not a password

LEFT_OUT_HOSTS: Final = (
    ("docs.google.com", "/presentation", SLIDES),
    ("slideshare.net", "", SLIDES),
    ("speakerdeck.com", "", SLIDES),
    ("slides.com", "", SLIDES),
    ("zoom.us", "", RECORDING),
    ("zoom.com", "", RECORDING),
    ("drive.google.com", "", SHARED_DRIVE),
    ("sharepoint.com", "", SHARED_DRIVE),
    ("youtube.com", "/channel", PERSONAL),
    ("youtube.com", "/user", PERSONAL),
    ("youtube.com", "/c/", PERSONAL),
    ("youtube.com", "/@", PERSONAL),
    ("twitter.com", "", PERSONAL),
    ("x.com", "", PERSONAL),
    ("reddit.com", "", PERSONAL),
    ("linkedin.com", "", PERSONAL),
    ("instagram.com", "", PERSONAL),
    ("patreon.com", "", PERSONAL),
)
"""Host, beginning of the path, and why our own lists do not carry such a link."""

SECRET_KEYS: Final = frozenset({"pwd", "password", "passcode", "passwd", "token", "access_token"})
"""Keys of a query that let somebody in."""


def is_host(host: str, wanted: str) -> bool:
    """Say whether ``host`` is ``wanted`` or lies under it.

    >>> is_host("export.arxiv.org", "arxiv.org"), is_host("notarxiv.org", "arxiv.org")
    (True, False)
    """
    return host == wanted or host.endswith("." + wanted)
