"""The space of meanings: texts that share company come near, and the basis is what the arithmetic promises."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array

from chaingraph.tagging.teach.latent import Latent


def test_the_first_direction_of_two_equal_texts_and_one_other_is_worked_by_hand() -> None:
    rows = csr_array(np.array([[3.0, 4.0, 0.0], [3.0, 4.0, 0.0], [0.0, 0.0, 1.0]], dtype=np.float32))
    space = Latent.of(rows, rank=1)
    assert np.allclose(np.abs(space.basis[:, 0]), [0.6, 0.8, 0.0], atol=1e-5)


def test_words_used_together_come_near_though_no_text_shares_them() -> None:
    rows = csr_array(np.array([[1, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]], dtype=np.float32))
    asked = csr_array(np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]], dtype=np.float32))
    points = Latent.of(rows, rank=2).points(asked)
    assert points[0] @ points[1] > 0.9
    assert abs(points[0] @ points[2]) < 0.1


def test_no_text_gives_no_space_and_zero_points() -> None:
    empty = csr_array(np.zeros((1, 8), dtype=np.float32))
    assert Latent.of(empty).points(empty).tolist() == [[0.0]]


@settings(max_examples=30)
@given(st.integers(1, 12), st.integers(1, 9), st.integers(0, 99))
def test_points_have_length_one_or_zero_and_the_basis_is_orthonormal(texts: int, grams: int, seed: int) -> None:
    values = np.random.default_rng(seed).poisson(0.5, (texts, grams)).astype(np.float32)
    space = Latent.of(csr_array(values), rank=4)
    gram = space.basis.T @ space.basis
    assert np.allclose(gram, np.eye(len(gram)), atol=1e-3)
    lengths = np.linalg.norm(space.points(csr_array(values)), axis=1)
    assert all(length < 1e-3 or abs(length - 1) < 1e-3 for length in lengths)
