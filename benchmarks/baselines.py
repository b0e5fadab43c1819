"""What anyone would try first: most common, TF-IDF cosine, linear SVM. All give scores, shape (texts, labels)."""

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from chaingraph.arrays import Floats


def majority(count: int, labels: Sequence[int], size: int) -> Floats:
    """The same for every text: how often each label stands among the examples."""
    return np.tile(np.bincount(np.asarray(labels, dtype=np.int64), minlength=size).astype(np.float64), (count, 1))


def five_lines(texts: Sequence[str], names: Sequence[str]) -> Floats:
    """Cosine of TF-IDF of character 1- and 2-grams of texts and label names; needs no examples."""
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 2))
    vectoriser.fit([*texts, *names])
    return np.asarray((vectoriser.transform(texts) @ vectoriser.transform(names).T).toarray())


def linear_svm(taught: Sequence[str], labels: Sequence[int], asked: Sequence[str], size: int) -> Floats:
    """Linear SVM on TF-IDF of character 1- to 3-grams, taught by examples; labels without an example come last."""
    out = np.full((len(asked), size), -np.inf)
    known = sorted(set(labels))
    if len(known) < 2:
        out[:, known] = 0.0
        return out
    vectoriser = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    model = LinearSVC(random_state=0).fit(vectoriser.fit_transform(taught), labels)
    margin = model.decision_function(vectoriser.transform(asked))
    out[:, model.classes_] = np.column_stack([-margin, margin]) if margin.ndim == 1 else margin
    return out
