import numpy as np


class QLearner:
    def __init__(self, n_states, n_actions, alpha=0.1, gamma=0.9, epsilon=0.1, random_state=0):
        self.alpha = alpha
        self.gamma = gamma
        self.epsilon = epsilon
        self.q_ = np.zeros((n_states, n_actions))
        self.rng = np.random.default_rng(random_state)

    def update(self, state, action, reward, next_state, done):
        """One step of learning. Returns the temporal-difference error, a float."""
        target = reward
        if not done:
            target = target + self.gamma * self.q_[next_state].max()
        delta = float(target - self.q_[state, action])
        self.q_[state, action] += self.alpha * delta
        return delta

    def act(self, state):
        """An epsilon-greedy action, an integer."""
        if self.rng.random() < self.epsilon:
            return int(self.rng.integers(self.q_.shape[1]))
        row = self.q_[state]
        return int(row.argmax())

    def policy(self):
        """Greedy action of every state, (n_states,)."""
        return self.q_.argmax(axis=1)

    def train(self, next_state, reward, terminal, start, episodes, max_steps):
        """next_state, reward: (n_states, n_actions). terminal: (n_states,). Returns the sums of rewards, (episodes,)."""
        returns = np.zeros(episodes)
        for episode in range(episodes):
            state = start
            for _ in range(max_steps):
                if terminal[state]:
                    break
                action = self.act(state)
                following = int(next_state[state, action])
                self.update(state, action, reward[state, action], following, terminal[following])
                returns[episode] += reward[state, action]
                state = following
        return returns
