"""Strings that try to be more than words, a desk full of them, and how a page shows none."""

from pathlib import Path
from random import Random
from typing import Final

from paperqa.answer.desk import Desk
from paperqa.protocols import ChatModel
from paperqa.sources.inventory import note_sources
from paperqa.store.build import Plan, build
from paperqa.store.bundle import open_index
from paperqa.types import Paper
from small_desk import WordEmbedder

# Each element that they would make is of the class "hostile": the page may hold none of it.
HOSTILE: Final = (
    "<script class=hostile>alert(1)</script>",
    "</script><script class=hostile>alert(2)</script>",
    "<img class=hostile src=x onerror=alert(3)>",
    "<svg class=hostile onload=alert(4)><circle r=9 /></svg>",
    '<svg class=hostile><animate onbegin="alert(5)" attributeName=x dur=1s></svg>',
    '<iframe class=hostile srcdoc="<script>parent.alert(6)</script>"></iframe>',
    "<style class=hostile>body{display:none!important}</style>",
    '<link class=hostile rel=stylesheet href="https://leak.example/a.css">',
    '<form class=hostile action="https://leak.example/"><input name=p><button>Go</button></form>',
    '<meta class=hostile http-equiv=refresh content="0;url=https://leak.example/m">',
    '<base class=hostile href="https://leak.example/">',
    '<a class=hostile href="javascript:alert(7)">open</a>',
    '<a class=hostile href="data:text/html,<script>alert(8)</script>">open</a>',
    '<div class=hostile style="position:fixed;inset:0;background:url(https://leak.example/c)">x</div>',
    "<details class=hostile open ontoggle=alert(9)><summary>s</summary>",
    "<input class=hostile autofocus onfocus=alert(10)>",
    "<video class=hostile src=https://leak.example/v autoplay><source onerror=alert(11)>",
    "<object class=hostile data=https://leak.example/o></object><embed src=https://leak.example/e>",
    "<math class=hostile><mtext><img src=x onerror=alert(12)></mtext></math>",
    "<template class=hostile><img src=x onerror=alert(13)></template>",
    '"><img class=hostile src=x onerror=alert(14)>',
    "' onmouseover=alert(15) class=hostile x='",
    "&lt;img class=hostile src=x onerror=alert(16)&gt; &#60;script&#62;alert(17)&#60;/script&#62;",
    "<!-- never closed <b class=hostile>",
    "<![CDATA[<b class=hostile>x</b>]]>",
    "![t](https://leak.example/i.png) [t](javascript:alert(18)) <https://leak.example/auto>",
    "[t]: https://leak.example/r 'ref' ![t] [t]",
    "[1](https://leak.example/marker) [1]: javascript:alert(19)",
    r"\(\href{javascript:alert(20)}{x}\) \(\url{https://leak.example/u}\)",
    r"$$\includegraphics{https://leak.example/k.png}$$ \(\htmlClass{hostile}{x}\)",
    r"\(\def\a{\a\a}\a\) $$\rule{99999em}{9999em}$$ \(\rule{9999em}{9999em} \kern{-99em}x\)",
    r"\u003cimg class=hostile src=x onerror=alert(21)\u003e %3Cscript%3Ealert(22)%3C/script%3E",
    "\u202egnp.exe\u202d \u2066isolated\u2067 never closed \u200f\u200b\u200d\ufeff",
    "``` never closed ~~~ `x <b class=hostile>",
    "${alert(23)} {{alert(24)}} {{constructor.constructor('alert(25)')()}} {{{value}}}",
    "{{#each value}}<b class=hostile>x</b>{{/each}} <%= alert(26) %> #{alert(27)}",
    "url(https://leak.example/x) expression(alert(28)) @import 'https://leak.example/i.css';",
    "</div></div></details></pre></p><b class=hostile>outside</b>",
    "</textarea></title></noscript><img class=hostile src=x onerror=alert(29)>",
    "<x-y class=hostile is=z></x-y><gradio-app class=hostile></gradio-app>",
    "".join(Random(1).choices("abcdefghij", k=400)),
    "".join(Random(2).choices("אבגדהוזחטי", k=400)),
    "\x00 \x08 \x1b[31m \x7f \ufffe \U000e0041",
    "Z" + "".join(Random(3).choices("\u0351\u0340\u0301\u0489\u20dd", k=99)) + " x",
)

_SENTENCE: Final = "The zebra protocol greets every reader, rule {}: "
QUESTION: Final = "How does the zebra protocol greet every reader?"
TITLE: Final = "Zebra " + " ".join(text for text in HOSTILE if len(text) < 100 and "\n" not in text)

# What is wrong in the containers that a selector names; the whole of it is looked at at once.
WRONG: Final = """selector => {
  const wrong = [];
  const kinds = "script,iframe,object,embed,form,input:not([type=checkbox]),style,link,meta,base,"
    + "video,audio,img,template,math:not(.katex math),x-y,gradio-app";
  for (const made of document.querySelectorAll(".hostile")) wrong.push(made.outerHTML);
  for (const box of document.querySelectorAll(selector)) {
    const outer = box.closest("#conversation") ?? box;
    for (const made of box.querySelectorAll(kinds)) wrong.push(made.outerHTML.slice(0, 200));
    for (const made of box.querySelectorAll("*")) {
      for (const { name } of made.attributes) if (name.startsWith("on")) wrong.push(name);
      if (/url\\(/.test(made.getAttribute("style") ?? "")) wrong.push(made.outerHTML.slice(0, 200));
      const link = made.getAttribute("href");
      if (link && !/^(#|\\/|https:\\/\\/arxiv\\.org\\/)/.test(link)) wrong.push(link);
      const edge = made.getBoundingClientRect(), frame = outer.getBoundingClientRect();
      const shown = edge.width && !made.closest(".katex-mathml, .unseen");
      let scrolls = false;
      for (let one = made.parentElement; one && one !== box; one = one.parentElement) {
        scrolls ||= getComputedStyle(one).overflowX !== "visible";
      }
      if (shown && !scrolls && (edge.right > frame.right + 8 || edge.left < frame.left - 8)) {
        wrong.push(`sticks out: ${made.outerHTML.slice(0, 90)}`);
      }
    }
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) wrong.push(`the page is ${wide} wide, the window ${innerWidth}`);
  return wrong;
}"""


def hostile_note() -> str:
    """Return a note whose five sections hold all strings, in their names too."""
    rows = [text for text in HOSTILE if "\x00" not in text]
    parts = [rows[start::5] for start in range(5)]
    sections = [
        f"## {' '.join(part[:4])}\n\n"
        + "".join(f"{_SENTENCE.format(n)}{text}\n" for n, text in enumerate(part))
        for part in parts
    ]
    return "---\npaper: zebra\nlang: en\ntitle: Zebra\n---\n" + "\n".join(sections)


def hostile_desk(folder: Path, model: ChatModel | None = None) -> Desk:
    """Return a desk whose one paper is hostile in title, sections and text."""
    notes = folder / "notes"
    notes.mkdir(parents=True)
    path = notes / "zebra.en.md"
    path.write_text(hostile_note(), encoding="utf-8")
    paper = Paper(id="zebra", title=TITLE)
    embedder = WordEmbedder()
    build(folder / "index", Plan([paper], note_sources({"zebra": paper}, [path])), embedder)
    return Desk(open_index(folder / "index"), embedder, model)
