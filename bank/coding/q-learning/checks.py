import numpy as np

from hotseat.judge.checks import array, check, close, expect, number, probe, same, workload


def learner(candidate, states, actions, **settings):
    return candidate.QLearner(states, actions, **settings)


def table(model, states, actions):
    return array(model.q_, shape=(states, actions), what="q_").astype(float)


class Table:
    """Oracle: the update rule on a table of its own."""

    def __init__(self, states, actions, alpha, gamma):
        self.q, self.alpha, self.gamma = np.zeros((states, actions)), alpha, gamma

    def update(self, state, action, reward, following, done):
        future = 0.0 if done else self.gamma * max(self.q[following])
        error = reward + future - self.q[state, action]
        self.q[state, action] += self.alpha * error
        return error


def forced(rng, states, has_end):
    """An environment with a single action: a walk through all states, into a terminal one or round and round."""
    order = rng.permutation(states)
    following = np.empty((states, 1), dtype=int)
    following[order[:-1], 0] = order[1:]
    following[order[-1], 0] = order[0]
    terminal = np.zeros(states, dtype=bool)
    terminal[order[-1]] = has_end
    return following, rng.normal(size=(states, 1)), terminal, int(order[0])


def forced_run(oracle, following, reward, terminal, start, episodes, max_steps):
    """What training must do when there is one action only: returns of the episodes; the oracle's table changes."""
    returns = []
    for _ in range(episodes):
        state, total = start, 0.0
        for _ in range(max_steps):
            if terminal[state]:
                break
            after = following[state, 0]
            oracle.update(state, 0, reward[state, 0], after, terminal[after])
            total += reward[state, 0]
            state = after
        returns.append(total)
    return np.array(returns)


def bandit(rewards):
    """One state with a self-loop, one action per reward; and a terminal state that is never reached."""
    actions = len(rewards)
    return np.zeros((2, actions), dtype=int), np.array([rewards, [0.0] * actions]), np.array([False, True])


CODE = 1000.0 ** np.arange(3)  # rewards from whose sum the number of times of each action can be read


def counts_of(total):
    """How often actions 0, 1 and 2 were taken when they pay 1, 1000 and 1000000."""
    return [int(total) % 1000, int(total) // 1000 % 1000, int(total) // 1_000_000]


STEPS = {0.0: 60, 0.3: 900, 0.6: 1500, 1.0: 600}  # per epsilon: enough to tell six standard deviations from a mistake


def is_share_right(share, epsilon):
    """Whether the share of greedy actions lies within 6.2 standard deviations of 1 - epsilon + epsilon / 3."""
    wanted = 1 - epsilon + epsilon / 3
    return bool(abs(share - wanted) <= 6.2 * np.sqrt(wanted * (1 - wanted) / STEPS[epsilon]) + 1e-9)


def share_of_greedy(candidate, epsilon, seed, best=1, earlier=0):
    """How often `best`, the greedy one of three actions, is taken after `earlier` short calls of train."""
    rewards = np.full(3, -1.0)
    rewards[best] = 1.0
    following, reward, terminal = bandit(rewards)
    model = learner(candidate, 2, 3, alpha=1.0, gamma=0.0, epsilon=epsilon, random_state=seed)
    for action in range(3):
        model.update(0, action, rewards[action], 1, True)
    # from here on the table is constant; one step per episode shows each step's reward
    for _ in range(earlier):
        model.train(following, reward, terminal, 0, 1, 1)
    steps = STEPS[epsilon]
    returns = array(model.train(following, reward, terminal, 0, steps, 1), shape=(steps,), what="train(...)")
    return float((returns > 0).mean())


def tie_counts(candidate, epsilon, seed):
    """How often each of three equally good actions is taken in 900 steps (alpha = 0 keeps the table at zero)."""
    following, reward, terminal = bandit(CODE)
    model = learner(candidate, 2, 3, alpha=0.0, epsilon=epsilon, random_state=seed)
    returns = array(model.train(following, reward, terminal, 0, 1, 900), shape=(1,), what="train(...)")
    return counts_of(returns[0])


def maze(rng):
    """Six states and three actions, all states reachable, the last one terminal; and the optimal values for gamma = 0.5."""
    following = rng.integers(0, 5, size=(6, 3))
    following[np.arange(5), rng.integers(0, 3, size=5)] = np.arange(1, 6)
    reward, terminal = rng.normal(size=(6, 3)), np.arange(6) == 5
    values = np.zeros((6, 3))
    for _ in range(60):
        best = np.where(terminal, 0, values.max(axis=1))
        values = np.where(terminal[:, None], 0, reward + 0.5 * best[following])
    return following, reward, terminal, values


@check("one update is right", is_shown=True)
def one_update(candidate, rng):
    """The update is off: delta is the reward plus gamma times the best value of the next state minus the old value; add alpha times delta to that one entry and return delta."""
    model = learner(candidate, 3, 2, alpha=0.5, gamma=0.9)
    close(table(model, 3, 2), np.zeros((3, 2)), what="q_ at first")
    close(number(model.update(1, 0, 4.0, 2, False), what="update(...)"), 4.0, what="update(...)")
    close(number(model.update(0, 1, 1.0, 1, False), what="update(...)"), 2.8, what="update(...)")  # 1 + 0.9 * 2 - 0
    close(number(model.update(0, 1, 1.0, 1, False), what="update(...)"), 1.4, what="update(...)")
    close(table(model, 3, 2), [[0, 2.1], [2, 0], [0, 0]], what="q_")
    for states, actions, alpha, gamma, steps in [(3, 2, 0.3, 0.8, 9), (2, 3, 1.0, 1.0, 5), (2, 2, 0.7, 0.0, 3), (2, 2, 0.0, 0.9, 2)]:
        model, oracle = learner(candidate, states, actions, alpha=alpha, gamma=gamma), Table(states, actions, alpha, gamma)
        for _ in range(steps):
            step = (int(rng.integers(states)), int(rng.integers(actions)), float(rng.normal()), int(rng.integers(states)), bool(rng.random() < 0.2))
            close(number(model.update(*step), what="update(...)"), oracle.update(*step), what="update(...)")
        close(table(model, states, actions), oracle.q, what="q_")


@check("it finds the optimal values", is_shown=True)
def optimal(candidate, rng):
    """After many random steps with alpha=1 in a deterministic environment q_ must equal the optimal values, and policy() must be greedy in them."""
    following, reward, terminal, values = maze(rng)
    model = learner(candidate, 6, 3, alpha=1.0, gamma=0.5, epsilon=1.0, random_state=int(rng.integers(1000)))
    returns = array(model.train(following, reward, terminal, 0, 150, 30), shape=(150,), what="train(...)")
    expect(bool(np.isfinite(returns).all()), got=returns, expected="finite returns")
    close(table(model, 6, 3), values, rtol=1e-3, atol=1e-3, what="q_")
    same(array(model.policy(), shape=(6,), kind="int", what="policy()"), values.argmax(axis=1), what="policy()")


@check("the target takes the best next action")
def best_next(candidate, rng):
    """The target must use the largest value among the actions of the next state: not the one that would be chosen, not the mean, not another state."""
    model, oracle = learner(candidate, 3, 6, alpha=0.5, gamma=0.9, epsilon=1.0), Table(3, 6, 0.5, 0.9)
    for action, value in enumerate(rng.permutation(np.arange(1.0, 7.0)) * rng.choice([-1, 1])):
        for each in (model, oracle):
            each.update(1, action, float(value), 2, True)
    for _ in range(8):
        step = (int(rng.choice([0, 2])), int(rng.integers(6)), float(rng.normal()), 1, False)
        close(number(model.update(*step), what="update(...)"), oracle.update(*step), what="update(...)")
    close(table(model, 3, 6), oracle.q, what="q_")


@check("nothing follows a terminal state")
def after_the_end(candidate, rng):
    """When done is true the target is the reward alone, whatever the table holds for the next state."""
    model = learner(candidate, 2, 2, alpha=0.5, gamma=0.9)
    model.update(1, 0, 10.0, 1, True)
    model.update(1, 1, 6.0, 1, True)
    close(number(model.update(0, 0, 1.0, 1, True), what="update(...)"), 1.0, what="update(...)")
    close(number(model.update(0, 1, 1.0, 1, False), what="update(...)"), 5.5, what="update(...)")
    close(table(model, 2, 2), [[0.5, 2.75], [5.0, 3.0]], what="q_")
    # the same inside train: the terminal state has a value left over from earlier
    for has_end in (True, False):
        model = learner(candidate, 2, 1, alpha=0.5, gamma=0.9)
        model.update(1, 0, 10.0, 1, True)
        model.train(np.array([[1], [0]]), np.array([[1.0], [0.0]]), np.array([False, has_end]), 0, 1, 1)
        close(table(model, 2, 1), [[0.5 if has_end else 2.75], [5.0]], what="q_")


@check("the greedy action has the largest value of its state")
def greedy(candidate, rng):
    """With epsilon=0 act must return the action with the largest value in the row of that state, and policy() the same for all states at once, the lowest index on a tie."""
    values = np.array([[0.0, 3.0, 1.0], [-2.0, -5.0, -1.0], [4.0, 4.0, 0.0], [-1.0, 0.0, 0.0], [0.0, 0.0, 0.0]])
    model = learner(candidate, 5, 3, alpha=1.0, epsilon=0.0, random_state=int(rng.integers(100)))
    for state, action in np.argwhere(values != 0).tolist():
        model.update(state, action, float(values[state, action]), state, True)
    for state, best in [(0, {1}), (1, {2}), (2, {0, 1}), (3, {1, 2})]:
        seen = {int(number(model.act(state), what="act(state)")) for _ in range(4 if len(best) == 1 else 24)}
        expect(seen <= best, got=sorted(seen), expected=sorted(best))
        expect(seen == best, "Among several actions with the largest value every one must be chosen with equal probability, not always the first or the last.", got=sorted(seen), expected=sorted(best))
    same(array(model.policy(), shape=(5,), kind="int", what="policy()"), [1, 2, 0, 1, 0], what="policy()")


@check("epsilon is the share of random actions")
def exploring(candidate, rng):
    """The greedy action is taken too often or too rarely: with probability epsilon draw from all k actions, the greedy one included, so that it has probability 1 - epsilon + epsilon / k, in the last call of train as in the first."""
    for epsilon, earlier in [(0.0, 0), (0.6, 30), (1.0, 0)]:
        share = share_of_greedy(candidate, epsilon, int(rng.integers(1000)), int(rng.integers(3)), earlier)
        told = f"greedy in {share:.1%} of {STEPS[epsilon]} steps with epsilon = {epsilon}"
        expect(is_share_right(share, epsilon), got=told, expected=f"about {1 - epsilon + epsilon / 3:.1%}")
    explorer = learner(candidate, 1, 2, alpha=1.0, epsilon=1.0)
    explorer.update(0, 0, 1.0, 0, True)
    seen = {int(number(explorer.act(0), what="act(state)")) for _ in range(30)}
    same(sorted(seen), [0, 1], what="the actions taken with epsilon=1")


@check("equal values are chosen equally often")
def equal_values(candidate, rng):
    """With an untouched table all actions are equally good and must be taken equally often; always the first one is no exploration. (Seen through what train returns: plain sums of the rewards, not discounted.)"""
    for epsilon in (0.0, 1.0):
        counts = tie_counts(candidate, epsilon, int(rng.integers(1000)))
        expect(min(counts) > 200 and max(counts) < 400, got=f"actions taken {counts} times", expected="about 300 times each")


def compare_forced(candidate, rng, states, has_end, episodes, max_steps, alpha, gamma):
    """Training with one action only: (table, returns) got and expected."""
    following, reward, terminal, start = forced(rng, states, has_end)
    oracle = Table(states, 1, alpha, gamma)
    wanted = forced_run(oracle, following, reward, terminal, start, episodes, max_steps)
    model = learner(candidate, states, 1, alpha=alpha, gamma=gamma, epsilon=0.3)
    got = array(model.train(following, reward, terminal, start, episodes, max_steps), shape=(episodes,), what="train(...)")
    return table(model, states, 1), oracle.q, got, wanted


@check("an episode ends in time")
def ends(candidate, rng):
    """An episode must end in a terminal state or after max_steps steps, whichever comes first, and at once if it starts in a terminal state."""
    for states, has_end, max_steps in [(5, True, 50), (5, True, 4), (5, True, 3), (4, False, 1), (4, False, 6), (3, False, 0)]:
        q, right, got, wanted = compare_forced(candidate, rng, states, has_end, 1, max_steps, 0.5, 0.9)
        close(got, wanted, what="train(...)")
        close(q, right, what="q_")
    model = learner(candidate, 2, 1, alpha=0.5)
    model.update(1, 0, 3.0, 0, True)
    got = model.train(np.array([[1], [0]]), np.array([[1.0], [5.0]]), np.array([False, True]), 1, 3, 10)
    close(array(got, shape=(3,), what="train(...)"), np.zeros(3), what="train(...) from a terminal state")
    close(table(model, 2, 1), [[0.0], [1.5]], what="q_")
    expect(len(array(model.train(np.array([[1], [0]]), np.ones((2, 1)), np.array([False, True]), 0, 0, 10), shape=(0,))) == 0)


@check("a time limit is no terminal state")
def time_limit(candidate, rng):
    """When max_steps cuts an episode, the last update still counts the value of the next state: done is only for terminal states."""
    for states, episodes, max_steps in [(3, 6, 2), (2, 5, 1), (4, 4, 7)]:
        q, right, _, _ = compare_forced(candidate, rng, states, False, episodes, max_steps, 0.5, 0.9)
        close(q, right, what="q_")


@check("every episode begins at the start")
def begins(candidate, rng):
    """Each episode must begin in the start state, also when the one before was cut by max_steps."""
    for states, has_end, max_steps in [(6, True, 3), (5, False, 4), (6, True, 20)]:
        q, right, got, wanted = compare_forced(candidate, rng, states, has_end, 4, max_steps, 0.5, 0.9)
        close(got, wanted, what="train(...)")
        close(q, right, what="q_")


@check("the returns are plain sums of rewards")
def returns(candidate, rng):
    """train must return one undiscounted sum of rewards per episode."""
    for gamma in (0.5, 0.9, 0.0):
        _, _, got, wanted = compare_forced(candidate, rng, 6, True, 3, 20, 0.1, gamma)
        close(got, wanted, what="train(...)")


@check("training again goes on")
def again(candidate, rng):
    """A second call of train must start from the table that the first one left, and two learners must not share a table."""
    following, reward, terminal, start = forced(rng, 5, False)
    model, other, oracle = learner(candidate, 5, 1), learner(candidate, 5, 1), Table(5, 1, 0.1, 0.9)  # the defaults
    for episodes in (2, 3):
        wanted = forced_run(oracle, following, reward, terminal, start, episodes, 8)
        close(model.train(following, reward, terminal, start, episodes, 8), wanted, what="train(...)")
        close(table(model, 5, 1), oracle.q, what="q_")
    close(table(other, 5, 1), np.zeros((5, 1)), what="q_ of an untouched learner")


@check("epsilon is a tenth by default")
def default_epsilon(candidate, rng):
    """Without arguments alpha is 0.1, gamma 0.9 and epsilon 0.1."""
    following, reward, terminal = bandit([1.0, -1.0])
    model = learner(candidate, 2, 2)
    model.update(0, 0, 1.0, 1, True)
    model.update(0, 1, -1.0, 1, True)
    close(table(model, 2, 2), [[0.1, -0.1], [0, 0]], what="q_")
    share = float((array(model.train(following, reward, terminal, 0, 1500, 1), shape=(1500,), what="train(...)") > 0).mean())
    expect(0.915 < share < 0.983, got=f"greedy in {share:.1%} of 1500 steps", expected="about 95 % with two actions")


def seed_facts(candidate):
    following, reward, terminal = bandit(CODE)

    def run(**settings):
        model = learner(candidate, 2, 3, epsilon=0.5, **settings)
        drawn = [int(model.act(0)) for _ in range(4)]
        totals = np.asarray(model.train(following, reward, terminal, 0, 20, 10), dtype=float)
        return [*drawn, *totals, *np.asarray(model.q_, dtype=float).ravel()]

    first, second, other, default, zero = run(random_state=5), run(random_state=5), run(random_state=6), run(), run(random_state=0)
    return {"twin": first == second, "other": first != other, "default": default == zero}


@check("random_state fixes the run")
def seeds(candidate, rng):
    """Two learners with the same random_state and the same calls must agree in every action, another random_state must lead elsewhere: draw from one generator made from random_state in the constructor."""
    facts = seed_facts(candidate)
    expect(facts["twin"], "Two learners with the same random_state and the same calls differ: draw from a generator made from random_state.")
    expect(facts["other"], "Another random_state gave the same run.")
    expect(facts["default"], "Without random_state the run must be that of random_state=0.")
    drawn = [int(number(each.act(0), what="act(state)")) for each in [learner(candidate, 1, 8, epsilon=1.0)] for _ in range(9)]
    expect(len(set(drawn)) > 1, "act always returns the same action with epsilon=1: the generator is made anew at every call.", got=drawn[:10])


@check("the environment may hold integers and other layouts")
def layouts(candidate, rng):
    """Integer rewards, small index dtypes or Fortran order gave another result than the same numbers as floats; and the tables given must not change."""
    following, reward, terminal, start = forced(rng, 5, True)
    reward = rng.integers(-9, 10, size=(5, 1))
    for index_type, reward_type in [(np.uint8, np.int8), (np.int64, np.int64), (np.int32, np.float32)]:
        oracle = Table(5, 1, 0.3, 0.9)
        wanted = forced_run(oracle, following, reward.astype(float), terminal, start, 12, 9)
        model = learner(candidate, 5, 1, alpha=0.3)
        got = model.train(np.asfortranarray(following.astype(index_type)), reward.astype(reward_type), terminal, start, 12, 9)
        slack = 1e-4 if reward_type is np.float32 else 1e-6
        close(got, wanted, rtol=slack, atol=slack, what="train(...)")
        close(table(model, 5, 1), oracle.q, rtol=slack, atol=slack, what="q_")
    model = learner(candidate, 3, 2, alpha=0.25)
    model.update(0, 0, 3, 1, False)
    close(table(model, 3, 2)[0], [0.75, 0], what="q_[0] after an integer reward")


@probe
def outputs(candidate, rng):
    def updates(states, actions, steps, **settings):
        def run():
            model = learner(candidate, states, actions, **settings)
            errors = [float(model.update(*step)) for step in steps]
            return [errors, np.asarray(model.q_, dtype=float), np.asarray(model.policy()).tolist()]

        return run

    def steps_of(states, actions, count, to=None):
        return [
            (int(rng.integers(states)), int(rng.integers(actions)), float(rng.normal()), to if to is not None else int(rng.integers(states)), bool(rng.random() < 0.3))
            for _ in range(count)
        ]

    yield updates(3, 2, [(1, 0, 4.0, 2, False), (0, 1, 1.0, 1, False), (0, 1, 1.0, 1, False)], alpha=0.5, gamma=0.9)
    for states, actions, alpha, gamma in [(4, 3, 0.3, 0.8), (3, 1, 1.0, 0.5), (2, 4, 0.05, 1.0), (3, 2, 0.7, 0.0), (3, 2, 0.0, 0.9)]:
        yield updates(states, actions, steps_of(states, actions, 12), alpha=alpha, gamma=gamma)
        yield updates(states, actions, steps_of(states, actions, 30), alpha=alpha, gamma=gamma, epsilon=1.0)
    yield updates(3, 2, steps_of(3, 2, 9))
    yield updates(3, 2, [(0, 0, 3, 1, False), (1, 1, -2, 0, True)], alpha=0.25)

    def walk(states, has_end, episodes, max_steps, kind=float, **settings):
        following, reward, terminal, start = forced(rng, states, has_end)
        reward = (8 * reward).astype(kind)

        def run():
            model = learner(candidate, states, 1, epsilon=0.3, **settings)
            first = np.asarray(model.train(following, reward, terminal, start, episodes, max_steps), dtype=float)
            between = np.asarray(model.q_, dtype=float).copy()
            second = np.asarray(model.train(following, reward, terminal, start, 2, max_steps), dtype=float)
            return [first, between, second, np.asarray(model.q_, dtype=float)]

        return run

    for states, has_end, episodes, max_steps in [
        (5, True, 1, 50), (5, True, 2, 4), (5, True, 3, 3), (4, False, 3, 1), (4, False, 4, 6), (3, False, 2, 0), (6, True, 0, 5), (2, False, 5, 3),
    ]:
        yield walk(states, has_end, episodes, max_steps, alpha=0.5, gamma=0.9)
        yield walk(states, has_end, episodes, max_steps, kind=np.int8)

    def from_terminal():
        model = learner(candidate, 2, 1, alpha=0.5)
        model.update(1, 0, 3.0, 0, True)
        got = model.train(np.array([[1], [0]]), np.array([[1.0], [5.0]]), np.array([False, True]), 1, 3, 10)
        model.train(np.array([[1], [0]]), np.array([[1.0], [5.0]]), np.array([False, True]), 0, 2, 10)
        return [np.asarray(got, dtype=float), np.asarray(model.q_, dtype=float)]

    yield from_terminal
    values = np.array([[0.0, 3.0, 1.0], [-2.0, -5.0, -1.0], [4.0, 4.0, 0.0], [0.0, 0.0, 0.0], [-1.0, 0.0, 0.0]])

    def greedy_actions():
        model = learner(candidate, 5, 3, alpha=1.0, epsilon=0.0)
        for state in range(5):
            for action in range(3):
                model.update(state, action, values[state, action], state, True)
        return [[sorted({int(model.act(state)) for _ in range(80)}) for state in range(5)], np.asarray(model.policy()).tolist()]

    yield greedy_actions

    def explored(epsilon, best, earlier):
        return is_share_right(share_of_greedy(candidate, epsilon, 3, best, earlier), epsilon)

    for epsilon, best, earlier in [(0.0, 0, 0), (0.3, 1, 0), (0.6, 2, 0), (0.6, 1, 30), (1.0, 0, 0)]:
        yield lambda e=epsilon, b=best, k=earlier: explored(e, b, k)
    for epsilon in (0.0, 1.0):
        yield lambda e=epsilon: [200 < count < 400 for count in tie_counts(candidate, e, 3)]

    def default():
        following, reward, terminal = bandit([1.0, -1.0])
        model = learner(candidate, 2, 2)
        model.update(0, 0, 1.0, 1, True)
        model.update(0, 1, -1.0, 1, True)
        return bool(0.915 < float((np.asarray(model.train(following, reward, terminal, 0, 1500, 1)) > 0).mean()) < 0.983)

    yield default
    following, reward, terminal, _ = maze(rng)

    def learned():
        model = learner(candidate, 6, 3, alpha=1.0, gamma=0.5, epsilon=1.0)
        model.train(following, reward, terminal, 0, 150, 30)
        return [np.asarray(model.q_, dtype=float).round(3) + 0.0, np.asarray(model.policy()).tolist()]

    yield learned
    yield lambda: list(seed_facts(candidate).values())

    def varied():
        model = learner(candidate, 1, 8, epsilon=1.0)
        return len({int(model.act(0)) for _ in range(40)}) > 1

    yield varied


@workload("states", sizes=(1_000, 10_000, 100_000), why_slow="copying or searching the whole table at every step costs time in proportion to the states; a step needs two rows only")
def growing(candidate, rng, n):
    following, reward = rng.integers(0, n, size=(n, 4)), rng.normal(size=(n, 4))
    model = candidate.QLearner(n, 4)
    return lambda: model.train(following, reward, np.zeros(n, dtype=bool), 0, 10, 100)
