from ui.markdown import escaped


def test_a_name_is_shown_as_it_is_where_markdown_is_read():
    assert escaped("*Fleet* [x](y) $5 :red") == r"\*Fleet\* \[x\]\(y\) \$5 \:red"


def test_plain_words_stay_as_they_are():
    assert escaped("Rifter 'Alpha', 2 pcs.") == "Rifter 'Alpha', 2 pcs."
