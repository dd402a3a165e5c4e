"""Drawing from a generator that is not the object's own, made from random_state: whatever else draws from it, or nothing at all, decides the run, and it cannot be repeated."""

import numpy as np


class QLearner:
    def __init__(self, n_states, n_actions, alpha=0.1, gamma=0.9, epsilon=0.1, random_state=0):
        self.alpha, self.gamma, self.epsilon = alpha, gamma, epsilon
        self.n_actions = n_actions
        self.q_ = np.zeros((n_states, n_actions))
        self.rng = np.random.RandomState()

    def update(self, state, action, reward, next_state, done):
        target = reward
        if not done:
            target = target + self.gamma * np.max(self.q_[next_state])
        error = target - self.q_[state, action]
        self.q_[state, action] = self.q_[state, action] + self.alpha * error
        return error

    def act(self, state):
        if self.rng.rand() < self.epsilon:
            return self.rng.randint(self.n_actions)
        best = np.where(self.q_[state] == np.max(self.q_[state]))[0]
        return best[self.rng.randint(len(best))]

    def policy(self):
        return np.argmax(self.q_, axis=1)

    def train(self, next_state, reward, terminal, start, episodes, max_steps):
        returns = []
        for _ in range(episodes):
            state, total, steps = start, 0.0, 0
            while not terminal[state] and steps < max_steps:
                action = self.act(state)
                new, r = next_state[state, action], reward[state, action]
                done = terminal[new]
                self.update(state, action, r, new, done)
                total += r
                steps += 1
                state = new
            returns.append(total)
        return np.array(returns, dtype=float)
