import numpy as np


class QLearner:
    def __init__(self, n_states, n_actions, alpha=0.1, gamma=0.9, epsilon=0.1, random_state=0):
        self.alpha = alpha
        self.gamma = gamma
        self.epsilon = epsilon
        self.q_ = np.zeros((n_states, n_actions))

    def update(self, state, action, reward, next_state, done):
        """One step of learning. Returns the temporal-difference error, a float."""
        return 0.0

    def act(self, state):
        """An epsilon-greedy action, an integer."""
        return 0

    def policy(self):
        """Greedy action of every state, (n_states,)."""
        return np.zeros(len(self.q_), dtype=int)

    def train(self, next_state, reward, terminal, start, episodes, max_steps):
        """next_state, reward: (n_states, n_actions). terminal: (n_states,). Returns the sums of rewards, (episodes,)."""
        return np.zeros(episodes)
