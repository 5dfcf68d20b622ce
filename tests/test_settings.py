"""Four layers make one Settings; a wrong value is one line that says where it stands."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from paperqa.errors import SettingsError
from paperqa.settings import BUNDLED_EMBEDDER, Settings, find_home, load_settings

KNOWN = ", ".join(sorted(knob.name for knob in fields(Settings)))


def config(home: Path, text: str) -> None:
    (home / "paperqa.toml").write_text(text, encoding="utf-8")


def message(flags: dict[str, object] | None = None, environ: dict[str, str] | None = None) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(flags, environ or {})
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_without_any_layer_the_defaults_hold(tmp_path: Path) -> None:
    settings = load_settings({"home": tmp_path}, {})
    assert settings == Settings(home=tmp_path)
    assert (settings.host, settings.port, settings.k) == ("127.0.0.1", 7860, 5)
    assert (settings.embedder, settings.model, settings.offline) == (BUNDLED_EMBEDDER, "", False)


def test_each_layer_wins_over_the_one_below(tmp_path: Path) -> None:
    config(tmp_path, "k = 11\nport = 1001\nhost = 'file'\n")
    environ = {"PAPERQA_PORT": "1002", "PAPERQA_HOST": "environment"}
    settings = load_settings({"home": tmp_path, "host": "flag"}, environ)
    assert (settings.max_tokens, settings.k, settings.port, settings.host) == (
        512,  # default
        11,
        1002,
        "flag",
    )


def test_a_flag_that_was_not_given_leaves_the_layer_below(tmp_path: Path) -> None:
    assert load_settings({"home": tmp_path, "k": None}, {"PAPERQA_K": "9"}).k == 9


def test_a_flag_that_is_false_or_zero_was_given(tmp_path: Path) -> None:
    environ = {"PAPERQA_OFFLINE": "1", "PAPERQA_PDF_WORKERS": "4"}
    settings = load_settings({"home": tmp_path, "offline": False, "pdf_workers": 0}, environ)
    assert (settings.offline, settings.pdf_workers) == (False, 0)


def test_the_hub_is_paperqas_own_setting_before_other_programs(tmp_path: Path) -> None:
    home, others = {"home": tmp_path}, {"HF_ENDPOINT": "https://mirror.example"}
    assert load_settings(home, {}).hub_url == "https://huggingface.co"
    assert load_settings(home, {"HF_ENDPOINT": ""}).hub_url == "https://huggingface.co"
    assert load_settings(home, others).hub_url == "https://mirror.example"
    own = others | {"PAPERQA_HUB_URL": "https://own.example"}
    assert load_settings(home, own).hub_url == "https://own.example"
    config(tmp_path, "hub_url = 'https://file.example'")
    assert load_settings(home, others).hub_url == "https://file.example"


def test_an_empty_variable_was_not_set(tmp_path: Path) -> None:
    config(tmp_path, "k = 7\n")
    assert load_settings({"home": tmp_path}, {"PAPERQA_K": ""}).k == 7


def test_variables_of_other_programs_are_left_alone(tmp_path: Path) -> None:
    assert load_settings({"home": tmp_path}, {"K": "9", "XPAPERQA_K": "9", "PORT": "1"}).k == 5


def test_the_real_environment_is_read_by_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERQA_HOME", str(tmp_path))
    monkeypatch.setenv("PAPERQA_K", "8")
    settings = load_settings()
    assert (settings.home, settings.k) == (tmp_path, 8)


def test_every_setting_can_come_from_the_environment(tmp_path: Path) -> None:
    given: dict[object, tuple[str, object]] = {
        Path: ("sub/folder", tmp_path / "sub" / "folder"),
        str: ("text", "text"),
        bool: ("yes", True),
        int: ("77", 77),
        float: ("7.5", 7.5),
    }
    knobs = [knob for knob in fields(Settings) if knob.name != "home"]
    environ = {f"PAPERQA_{knob.name.upper()}": str(given[knob.type][0]) for knob in knobs}
    settings = load_settings({"home": tmp_path}, environ)
    assert {knob.name: getattr(settings, knob.name) for knob in knobs} == {
        knob.name: given[knob.type][1] for knob in knobs
    }


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_words_for_true(tmp_path: Path, word: str) -> None:
    assert load_settings({"home": tmp_path}, {"PAPERQA_OFFLINE": word}).offline is True


@pytest.mark.parametrize("word", ["0", "False", "no", "off"])
def test_words_for_false(tmp_path: Path, word: str) -> None:
    config(tmp_path, "offline = true")
    assert load_settings({"home": tmp_path}, {"PAPERQA_OFFLINE": word}).offline is False


def test_an_unknown_key_is_named_with_the_known_ones(tmp_path: Path) -> None:
    tail = f"unknown setting 'prot'; known settings: {KNOWN}"
    assert message({"home": tmp_path, "prot": 1}) == f"flags: {tail}"
    assert message({"home": tmp_path}, {"PAPERQA_PROT": "1"}) == f"environment: {tail}"
    config(tmp_path, "prot = 1")
    assert message({"home": tmp_path}) == f"paperqa.toml: {tail}"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("port = 'x'", "port = 'x'; expected a whole number"),
        ("port = 80.5", "port = 80.5; expected a whole number"),
        ("port = true", "port = True; expected a whole number"),
        ("port = 65536", "port = 65536; expected a whole number from 0 to 65535"),
        ("k = 0", "k = 0; expected a whole number of at least 1"),
        ("answer_seconds = 0", "answer_seconds = 0; expected a whole number of at least 1"),
        ("fetch_retries = -1", "fetch_retries = -1; expected a whole number of at least 0"),
        ("fetch_delay = 'soon'", "fetch_delay = 'soon'; expected a number"),
        ("fetch_delay = true", "fetch_delay = True; expected a number"),
        ("fetch_delay = -0.5", "fetch_delay = -0.5; expected a number of at least 0"),
        ("fetch_timeout = 0.0", "fetch_timeout = 0.0; expected a number of at least 1"),
        ("fetch_timeout = inf", "fetch_timeout = inf; expected a number"),
        ("fetch_timeout = nan", "fetch_timeout = nan; expected a number"),
        ("offline = 'maybe'", "offline = 'maybe'; expected true or false"),
        ("offline = 2", "offline = 2; expected true or false"),
        ("embedder = 5", "embedder = 5; expected text"),
        ("embedder = ['a']", "embedder = ['a']; expected text"),
        ("index_dir = 5", "index_dir = 5; expected a path"),
        ("index_dir = '~no-such-person/x'", "index_dir = '~no-such-person/x'; expected a path"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, line: str, problem: str) -> None:
    config(tmp_path, line)
    assert message({"home": tmp_path}) == f"paperqa.toml: {problem}"


def test_the_layer_that_holds_the_wrong_value_is_named(tmp_path: Path) -> None:
    problem = "k = 0; expected a whole number of at least 1"
    assert message({"home": tmp_path}, {"PAPERQA_K": "0"}) == f"environment: {problem}"
    assert message({"home": tmp_path, "k": 0}, {"PAPERQA_K": "9"}) == f"flags: {problem}"


def test_zero_is_a_port_and_a_delay(tmp_path: Path) -> None:
    settings = load_settings({"home": tmp_path}, {"PAPERQA_PORT": "0", "PAPERQA_FETCH_DELAY": "0"})
    assert (settings.port, settings.fetch_delay) == (0, 0.0)


def test_a_file_that_is_not_toml_is_named_with_its_line(tmp_path: Path) -> None:
    config(tmp_path, "k = 5\nport =\n")
    assert message({"home": tmp_path}) == (
        f"{tmp_path / 'paperqa.toml'} is not valid TOML (Invalid value (at line 2, column 7)); "
        "mend or remove it"
    )


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "paperqa.toml").write_bytes("contact = 'דנה'".encode("cp1255"))
    assert message({"home": tmp_path}).startswith(f"{tmp_path / 'paperqa.toml'} is not valid TOML")


def test_a_file_written_by_notepad_is_read(tmp_path: Path) -> None:
    (tmp_path / "paperqa.toml").write_bytes(b"\xef\xbb\xbfk = 6\r\n")
    assert load_settings({"home": tmp_path}, {}).k == 6


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "paperqa.toml").mkdir()
    assert message({"home": tmp_path}) == (
        f"{tmp_path / 'paperqa.toml'} cannot be read (Is a directory); mend or remove it"
    )


def test_home_has_no_place_in_the_file_that_lies_in_it(tmp_path: Path) -> None:
    config(tmp_path, "home = 'elsewhere'")
    assert message({"home": tmp_path}) == (
        "paperqa.toml: home = 'elsewhere' has no place here, the file lies in home; "
        "set PAPERQA_HOME instead"
    )


def test_relative_paths_count_from_home_and_absolute_ones_stay(tmp_path: Path) -> None:
    config(tmp_path, f"models_dir = '{(tmp_path / 'far').as_posix()}'\nindex_dir = 'deep/index'")
    settings = load_settings({"home": tmp_path}, {})
    assert settings.models_dir == tmp_path / "far"
    assert settings.index_dir == tmp_path / "deep" / "index"
    assert settings.catalog == tmp_path / "ingest" / "catalog.jsonl"


def test_a_tilde_is_the_home_folder_of_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "club").mkdir()
    config(tmp_path / "club", "k = 6\nmodels_dir = '~/models'")
    settings = load_settings({}, {"PAPERQA_HOME": "~/club"})
    assert (settings.home, settings.k) == (tmp_path / "club", 6)
    assert settings.models_dir == tmp_path / "models"
    assert Settings(home=Path("~/club")).home == tmp_path / "club"


def test_the_home_of_a_flag_wins_and_its_file_is_read(tmp_path: Path) -> None:
    for name, k in (("flag", 6), ("variable", 7)):
        (tmp_path / name).mkdir()
        config(tmp_path / name, f"k = {k}")
    environ = {"PAPERQA_HOME": str(tmp_path / "variable")}
    assert load_settings({"home": tmp_path / "flag"}, environ).k == 6
    assert load_settings({}, environ).k == 7


def test_a_relative_home_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_settings({"home": "club"}, {}).index_dir == tmp_path / "club" / "index"
    direct = Settings(home=Path("club"))
    assert (direct.home, direct.pdf_dir) == (tmp_path / "club", tmp_path / "club" / "ingest/pdf")


def test_home_is_the_nearest_folder_with_ingest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path / "club" / "ingest" / "notes"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert find_home() == tmp_path / "club"
    assert load_settings({}, {}).home == tmp_path / "club"


def test_home_is_the_checkout_where_no_folder_above_has_ingest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find_home() == Path(__file__).resolve().parents[1]


def test_settings_cannot_be_changed_later(tmp_path: Path) -> None:
    settings = Settings(home=tmp_path)
    with pytest.raises(FrozenInstanceError):
        settings.k = 6  # type: ignore[misc]


def test_the_key_of_an_endpoint_is_never_shown(tmp_path: Path) -> None:
    settings = load_settings({"home": tmp_path}, {"PAPERQA_MODEL_KEY": "s3cret"})
    assert settings.model_key == "s3cret"
    assert "s3cret" not in repr(settings)
    config(tmp_path, "model_key = 5550123")
    told = message({"home": tmp_path})
    assert told == "paperqa.toml: model_key = (not shown); expected text"
