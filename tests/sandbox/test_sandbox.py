"""The sandbox as the judge uses it: values, failures, measurements, warm processes that die."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from hotseat.sandbox import (
    CandidateDied,
    CandidateForbidden,
    CandidateMemory,
    CandidateRaised,
    CandidateTimeout,
    Child,
    Connection,
    Handle,
    Sandbox,
    SandboxError,
    Tier,
)
from hotseat.sandbox.tier import why_not

TIERS = [
    pytest.param(tier, marks=pytest.mark.skipif(why_not(tier) is not None, reason=f"no tier {tier} here"))
    for tier in (Tier.A, Tier.B, Tier.C)
]


@pytest.fixture(scope="module", params=TIERS)
def sandbox(request):
    made = Sandbox(tier=request.param)
    yield made
    made.close()


@pytest.fixture(scope="module")
def best():
    """The best tier's sandbox, for what is the same in every tier."""
    made = Sandbox()
    yield made
    made.close()


def loaded(sandbox, source, *, forbids=(), memory_mb=256, runtime="numpy", timeout_s=20.0):
    connection = Connection(sandbox.spawn(runtime))
    connection.load(
        textwrap.dedent(source), filename="solution.py", forbids=forbids, memory_mb=memory_mb, seed=1,
        timeout_s=timeout_s, runtime=runtime,
    )  # fmt: skip
    return connection


def call(connection, name, *args, handle=0, seed=5, timeout_s=20.0, **kwargs):
    return connection.call(handle, name, args, kwargs, seed=seed, timeout_s=timeout_s)


def test_functions_take_and_return_values(sandbox):
    c = loaded(sandbox, "def both(x, *, y): return {'sum': x + y, 'pair': (x, y)}")
    value = call(c, "both", np.arange(3), y=2).value
    assert np.array_equal(value["sum"], [2, 3, 4]) and value["pair"][1] == 2


def test_instances_stay_in_the_child_and_keep_their_identity(sandbox):
    c = loaded(
        sandbox,
        """
        class Model:
            def fit(self, X): self.mean_ = X.mean(0); return self
            def __call__(self, k): return k + 1
        def same(a, b): return a is b
        """,
    )
    model = call(c, "Model").value
    assert model == Handle(model.id, "Model")
    assert call(c, "fit", np.eye(2), handle=model.id).value == model
    assert np.array_equal(c.get(model.id, "mean_", timeout_s=5).value, [0.5, 0.5])
    assert c.has(model.id, "mean_", timeout_s=5) and not c.has(model.id, "scale_", timeout_s=5)
    assert c.call(model.id, None, (41,), {}, seed=0, timeout_s=5).value == 42
    assert call(c, "same", model, model).value is True


def test_arguments_that_change_are_named(sandbox):
    c = loaded(
        sandbox,
        """
        def f(x, items, *rest, y=None):
            x[0] = 9; items.append(1); y["k"] = 2; rest[0][...] = 0
        def quiet(x, items): return x.sum()
        """,
    )
    returned = call(c, "f", np.ones(3), [1, 2], np.ones(2), y={"k": 1})
    assert returned.mutated == ("x", "items", "args[2]", "y")
    assert call(c, "quiet", np.ones((3, 4)).T[::2], [1, {2, 3}]).mutated == ()


def test_strided_arguments_arrive_strided(sandbox):
    c = loaded(sandbox, "def flags(x): return x.flags.c_contiguous, x.flags.f_contiguous, x.flags.writeable")
    assert call(c, "flags", np.arange(10.0)[::2]).value == (False, False, True)
    assert call(c, "flags", np.asfortranarray(np.eye(3))).value == (False, True, True)
    assert call(c, "flags", np.eye(3)).value == (True, False, True)


def test_global_generators_repeat_by_seed(sandbox):
    c = loaded(
        sandbox, "import random\nimport numpy as np\ndef draw(): return random.random(), np.random.rand()"
    )
    first, again, other = (call(c, "draw", seed=seed).value for seed in (3, 3, 4))
    assert first == again != other


def test_an_exception_shows_only_the_candidates_lines(sandbox):
    c = loaded(sandbox, "def f(x):\n    return g(x)\n\ndef g(x):\n    return x / 0\n")
    with pytest.raises(CandidateRaised) as caught:
        call(c, "f", 1)
    assert caught.value.type_name == "ZeroDivisionError" and caught.value.line == 5
    assert "return x / 0" in caught.value.traceback and "hotseat" not in caught.value.traceback
    with pytest.raises(CandidateRaised) as caught:
        loaded(sandbox, "x = 1\ndef f(:\n")
    assert caught.value.type_name == "SyntaxError" and caught.value.line == 2


def test_a_failed_call_leaves_the_connection_usable(sandbox):
    c = loaded(sandbox, "def f(x): return 1 / x")
    with pytest.raises(CandidateRaised):
        call(c, "f", 0)
    assert call(c, "f", 2).value == 0.5


def test_time_is_bounded_and_the_child_is_gone_afterwards(sandbox):
    child = sandbox.spawn("numpy")
    c = Connection(child)
    c.load(
        "def f():\n    while True: pass",
        filename="s.py",
        forbids=(),
        memory_mb=64,
        seed=0,
        timeout_s=20,
        runtime="numpy",
    )
    start = time.monotonic()
    for _ in range(2):
        with pytest.raises(CandidateTimeout):
            call(c, "f", timeout_s=0.2)
    assert time.monotonic() - start < 5
    deadline = time.monotonic() + 5
    while child.is_alive() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not child.is_alive()


def test_memory_is_told_apart_from_other_errors(sandbox):
    c = loaded(
        sandbox,
        """
        import numpy as np
        def array(): return np.ones(1 << 30)
        def items(): return [0] * (1 << 31)
        def caught():
            try: np.ones(1 << 30)
            except MemoryError: return "survived"
        """,
        memory_mb=128,
    )
    for name in ("array", "items"):
        with pytest.raises(CandidateMemory):
            call(c, name)
    assert call(c, "caught").value == "survived"


def test_what_fits_the_limit_is_allowed(sandbox):
    c = loaded(sandbox, "import numpy as np\ndef f(): return float(np.ones(12_000_000).sum())", memory_mb=128)
    assert call(c, "f").value == 12_000_000


def test_an_exit_is_a_death_not_an_answer(sandbox):
    c = loaded(sandbox, "import os\ndef f(): os._exit(0)")
    with pytest.raises(CandidateDied):
        call(c, "f")
    with pytest.raises(CandidateDied):
        call(c, "f")


def test_output_is_kept_up_to_a_bound(sandbox):
    c = loaded(sandbox, "import sys\ndef f():\n    print('hello'); sys.stderr.write('x' * 500_000)")
    call(c, "f")
    assert c.stdout() == "hello\n" and len(c.stderr()) == 1 << 16


def test_measurements_come_from_outside(sandbox):
    child = sandbox.spawn("numpy")
    c = Connection(child)
    source = """
import time
import numpy as np
def burn():
    end = time.process_time() + 0.1
    while time.process_time() < end: pass
def touch(): return float(np.ones(5_000_000).sum())
"""
    c.load(source, filename="s.py", forbids=(), memory_mb=256, seed=0, timeout_s=20, runtime="numpy")
    before = child.cpu_seconds()
    call(c, "burn")
    assert 0.09 < child.cpu_seconds() - before < 0.5
    child.reset_peak()
    low = child.peak_memory_mb()
    call(c, "touch")
    assert 30 < child.peak_memory_mb() - low < 60
    child.close()


def test_a_child_can_be_handed_to_another_process(sandbox):
    child = sandbox.spawn("numpy")
    copy = Child.from_fds(child.pid, [os.dup(fd) for fd in child.fds()])
    child.detach()
    assert copy.is_alive()
    c = Connection(copy)
    c.load(
        "def f(): return 1", filename="s.py", forbids=(), memory_mb=64, seed=0, timeout_s=20, runtime="numpy"
    )
    assert call(c, "f").value == 1
    copy.close()


def test_a_killed_warm_process_is_replaced(sandbox):
    loaded(sandbox, "x = 1")
    process = sandbox._runtimes["numpy"]._process
    os.kill(process.pid, signal.SIGKILL)
    process._process.wait()
    for _ in range(3):
        assert call(loaded(sandbox, "def f(): return 7"), "f").value == 7


def test_many_threads_may_spawn_at_once(sandbox):
    failures = []

    def work(number):
        try:
            assert call(loaded(sandbox, f"def f(): return {number}"), "f").value == number
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_the_starting_threads_end_does_not_end_the_warm_process(sandbox):
    thread = threading.Thread(target=lambda: loaded(sandbox, "x = 1"))
    thread.start()
    thread.join()
    assert call(loaded(sandbox, "def f(): return 1"), "f").value == 1


def test_an_unknown_runtime_says_which_there_are(sandbox):
    with pytest.raises(SandboxError) as caught:
        sandbox.spawn("jax")
    assert "numpy" in caught.value.fix


@pytest.mark.parametrize("tier", TIERS)
def test_the_servers_death_ends_every_process(tier, tmp_path):
    program = f"""
import sys, time
from hotseat.sandbox import Connection, Sandbox, Tier
sandbox = Sandbox(tier=Tier.{tier})
child = sandbox.spawn("numpy")
c = Connection(child)
c.load("def f():\\n    while True: pass", filename="s", forbids=(), memory_mb=64, seed=0, timeout_s=20, runtime="numpy")
print(child.pid, sandbox._runtimes["numpy"]._process.pid, flush=True)
c.call(0, "f", (), {{}}, seed=0, timeout_s=60)
"""
    server = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    pids = [int(word) for word in server.stdout.readline().split()]
    assert all(Path(f"/proc/{pid}").exists() for pid in pids)
    server.kill()
    server.wait()
    deadline = time.monotonic() + 10
    while any(is_running(pid) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not [pid for pid in pids if is_running(pid)]


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("runtime", ["sklearn", pytest.param("torch", marks=pytest.mark.torch)])
def test_the_other_runtimes_work_in_every_tier(sandbox, runtime):
    if runtime == "torch":
        pytest.importorskip("torch")
    sources = {
        "sklearn": """
            import pandas as pd
            from sklearn.cluster import KMeans
            from sklearn.ensemble import RandomForestClassifier
            def f(frame):
                X = frame[["a", "b"]]
                labels = KMeans(2, n_init=2, random_state=0).fit_predict(X)
                return pd.Series(RandomForestClassifier(5, n_jobs=2).fit(X, labels).predict(X) == labels)
            """,
        "torch": """
            import torch
            def f(x):
                layer = torch.nn.Linear(2, 1)
                optimizer = torch.optim.Adam(layer.parameters())
                for _ in range(3):
                    optimizer.zero_grad(); layer(x).pow(2).mean().backward(); optimizer.step()
                return layer(x)
            """,
    }
    c = loaded(sandbox, sources[runtime], runtime=runtime, memory_mb=512)
    if runtime == "sklearn":
        import pandas as pd

        value = call(
            c, "f", pd.DataFrame({"a": [0.0, 0.1, 5.0, 5.1] * 3, "b": [0.0, 0.1, 5.0, 5.1] * 3})
        ).value
        assert type(value) is pd.Series and value.all()
    else:
        import torch

        value = call(c, "f", torch.ones(4, 2)).value
        assert value.shape == (4, 1) and value.requires_grad


def test_forbidden_names_raise_and_are_reported_even_when_swallowed(sandbox):
    c = loaded(
        sandbox,
        """
        import numpy as np
        def plain(): return np.linalg.lstsq(np.eye(2), np.ones(2))
        def swallowed():
            try: plain()
            except BaseException: return 1
        def allowed(): return float(np.linalg.solve(np.eye(2), np.ones(2)).sum())
        """,
        forbids=("numpy.linalg.lstsq",),
    )
    with pytest.raises(CandidateForbidden) as caught:
        call(c, "plain")
    assert caught.value.what == "numpy.linalg.lstsq" and caught.value.line == 3
    assert call(c, "swallowed").forbidden == ("numpy.linalg.lstsq",)
    returned = call(c, "allowed")
    assert returned.value == 2 and returned.forbidden == ()


@pytest.mark.parametrize(
    ("runtime", "name", "use"),
    [
        ("numpy", "numpy.linalg.svd", "np.linalg.svd(np.eye(2))"),
        ("numpy", "numpy.convolve", "np.convolve([1, 2], [3])"),
        ("numpy", "numpy.exp", "np.exp(1.0)"),
        ("numpy", "numpy.linalg", "np.linalg.norm([1.0])"),
        ("numpy", "statistics.median", "__import__('statistics').median([1])"),
        ("numpy", "sklearn", "__import__('sklearn')"),
        ("numpy", "builtins.sorted", "sorted([1])"),
        ("sklearn", "sklearn.cluster.KMeans", "__import__('sklearn.cluster').cluster.KMeans()"),
        ("sklearn", "sklearn", "__import__('sklearn.cluster').cluster.KMeans()"),
        ("sklearn", "scipy.special.softmax", "__import__('scipy.special').special.softmax([1.0])"),
        ("sklearn", "pandas.DataFrame.merge", "__import__('pandas').DataFrame().merge(1)"),
    ],
)
def test_functions_classes_and_modules_can_be_forbidden(best, runtime, name, use):
    c = loaded(best, f"import numpy as np\ndef f(): return {use}", forbids=(name,), runtime=runtime)
    with pytest.raises(CandidateForbidden):
        call(c, "f")


@pytest.mark.torch
@pytest.mark.parametrize(
    ("name", "use"),
    [
        ("torch.nn.MultiheadAttention", "torch.nn.MultiheadAttention(2, 1)"),
        ("torch.nn.functional.scaled_dot_product_attention",
         "torch.nn.functional.scaled_dot_product_attention(*[torch.ones(1, 1, 2)] * 3)"),
        ("torch.nn.functional.softmax", "torch.nn.functional.softmax(torch.ones(2), dim=0)"),
        ("torch.nn.functional.scaled_dot_product_attention",
         "torch._scaled_dot_product_attention_math(*[torch.ones(1, 1, 2, 2)] * 3)"),
        ("torch.nn.functional.scaled_dot_product_attention",
         "torch.ops.aten.scaled_dot_product_attention.default(*[torch.ones(1, 1, 2, 2)] * 3)"),
        ("torch.nn.MultiheadAttention", "torch._native_multi_head_attention(*[torch.ones(1, 2, 2)] * 3, 2, 1, *[torch.ones(6, 2)] * 4)"),
        ("torch.softmax", "torch.softmax(torch.ones(2), dim=0)"),
    ],
)  # fmt: skip
def test_torch_names_can_be_forbidden(best, name, use):
    pytest.importorskip("torch")
    c = loaded(best, f"import torch\ndef f(): return {use}", forbids=(name,), runtime="torch")
    with pytest.raises(CandidateForbidden):
        call(c, "f")


def test_a_package_outside_the_runtime_is_an_ordinary_import_error(sandbox):
    with pytest.raises(CandidateRaised) as caught:
        loaded(sandbox, "import matplotlib")
    assert caught.value.type_name == "ModuleNotFoundError" and "numpy" in caught.value.message
