from __future__ import annotations

import numpy as np


class _Dice:
    """Random numbers in blocks."""

    def __init__(self, seed):
        self._source = np.random.RandomState(seed)
        self._store: list[float] = []

    def uniform(self) -> float:
        if not self._store:
            self._store = self._source.random_sample(1024).tolist()
        return self._store.pop()

    def below(self, n: int) -> int:
        return int(self.uniform() * n)


class QLearner:
    """Works on Python lists of the rows; the table itself stays an array."""

    def __init__(self, n_states, n_actions, alpha=0.1, gamma=0.9, epsilon=0.1, random_state=0):
        self.alpha, self.gamma, self.epsilon = alpha, gamma, epsilon
        self.q_ = np.zeros((n_states, n_actions))
        self._dice = _Dice(random_state)

    def update(self, state, action, reward, next_state, done) -> float:
        future = 0.0 if done else self.gamma * max(self.q_[next_state].tolist())
        old = float(self.q_[state, action])
        delta = float(reward) + future - old
        self.q_[state, action] = old + self.alpha * delta
        return delta

    def act(self, state) -> int:
        values = self.q_[state].tolist()
        if self._dice.uniform() < self.epsilon:
            return self._dice.below(len(values))
        top = max(values)
        candidates = [action for action, value in enumerate(values) if value == top]
        return candidates[self._dice.below(len(candidates))]

    def policy(self):
        return np.array([row.index(max(row)) for row in self.q_.tolist()], dtype=int)

    def _episode(self, moves, pays, ends, state, budget):
        while budget > 0:
            action = self.act(state)
            after = moves[state][action]
            self.update(state, action, pays[state][action], after, ends[after])
            yield pays[state][action]
            if ends[after]:
                break
            state = after
            budget -= 1

    def train(self, next_state, reward, terminal, start, episodes, max_steps):
        world = (np.asarray(next_state).tolist(), np.asarray(reward).tolist(), np.asarray(terminal).tolist())
        return np.array([float(sum(self._episode(*world, start, max_steps))) for _ in range(episodes)], dtype=float)
