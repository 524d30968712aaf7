package io.headjack;

/** What an agent is let in by. */
public enum CredentialKind {
    /** A person's subscription: a token, or what the agent itself keeps in its home after a login. */
    SUBSCRIPTION,
    /** A key that is paid by use. */
    API_KEY;

    /**
     * Says it in words.
     *
     * @return {@code subscription} or {@code api key}
     */
    public String words() {
        return this == SUBSCRIPTION ? "subscription" : "api key";
    }
}
