"""Python lists and the standard library's generator; the array is only made when the table is read."""

import random

import numpy as np


class QLearner:
    def __init__(self, n_states, n_actions, alpha=0.1, gamma=0.9, epsilon=0.1, random_state=0):
        self.step, self.gamma, self.epsilon = alpha, gamma, epsilon
        self.actions = range(n_actions)
        self.table = [[0.0] * n_actions for _ in range(n_states)]
        self.dice = random.Random(random_state)

    @property
    def q_(self):
        return np.array(self.table)

    def update(self, state, action, reward, next_state, done):
        target = float(reward)
        if not done:
            target += self.gamma * max(self.table[next_state])
        old = self.table[state][action]
        self.table[state][action] = (1 - self.step) * old + self.step * target
        return target - old

    def act(self, state):
        if self.dice.random() < self.epsilon:
            return self.dice.choice(self.actions)
        row = self.table[state]
        top = max(row)
        return self.dice.choice([action for action in self.actions if row[action] == top])

    def policy(self):
        return np.array([row.index(max(row)) for row in self.table])

    def episode(self, next_state, reward, terminal, state, steps_left):
        total = 0.0
        while steps_left > 0 and not terminal[state]:
            action = self.act(state)
            after = int(next_state[state][action])
            total += float(reward[state][action])
            self.update(state, action, reward[state][action], after, bool(terminal[after]))
            state, steps_left = after, steps_left - 1
        return total

    def train(self, next_state, reward, terminal, start, episodes, max_steps):
        return np.array([self.episode(next_state, reward, terminal, start, max_steps) for _ in range(episodes)], dtype=float)
