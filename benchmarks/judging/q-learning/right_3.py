import numpy as np


class QLearner:
    """Every action gets a random ticket; the highest ticket of those allowed wins."""

    def __init__(self, n_states, n_actions, alpha=0.1, gamma=0.9, epsilon=0.1, random_state=0):
        self.alpha = alpha
        self.gamma = gamma
        self.epsilon = epsilon
        self.q_ = np.zeros((n_states, n_actions))
        self._rng = np.random.Generator(np.random.PCG64(random_state))

    def act(self, state):
        row = self.q_[state]
        tickets = self._rng.random(row.size + 1)  # one for each action, one for the coin
        lots = tickets[:-1]
        if tickets[-1] >= self.epsilon:
            lots = np.where(row == row.max(), lots, -1.0)
        return np.argmax(lots)

    def update(self, state, action, reward, next_state, done):
        error = reward - self.q_[state, action]
        error += (1 - bool(done)) * self.gamma * np.max(self.q_[next_state])
        self.q_[state, action] += self.alpha * error
        return float(error)

    def policy(self):
        best = self.q_.max(axis=1, keepdims=True)
        return np.argmax(self.q_ == best, axis=1)

    def train(self, next_state, reward, terminal, start, episodes, max_steps):
        totals = []
        while len(totals) < episodes:
            state, total, steps = start, 0.0, 0
            while steps < max_steps and not terminal[state]:
                action = self.act(state)
                arrived = next_state[state, action]
                self.update(state, action, reward[state, action], arrived, terminal[arrived])
                total += reward[state, action]
                state = arrived
                steps += 1
            totals.append(total)
        return np.array(totals, dtype=np.float64)
