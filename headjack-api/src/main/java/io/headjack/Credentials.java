package io.headjack;

/**
 * What agents are let in by. Thread-safe. Nothing of it is kept: it is read anew for each session that starts, and each
 * time that somebody asks.
 */
public interface Credentials {
    /**
     * Tells what a session of an agent would get, as far as that is known without running a program or asking the caller's
     * own source. Blocking: reads the agent's files of this host.
     *
     * @param agent the agent's id
     * @return what is known; a credential that cannot be used is a problem in it
     * @throws io.headjack.error.InvalidRequestException if there is no such agent
     */
    CredentialStatus status(String agent);

    /**
     * Gets the credential as for a session that starts, checks it, and forgets it. Blocking: may run the configured program,
     * for at most a minute.
     *
     * @param agent the agent's id
     * @return what it is, without a problem; or that there is none
     * @throws io.headjack.error.InvalidRequestException if there is no such agent
     * @throws io.headjack.error.CredentialException if it cannot be used, or what was asked for by name is not there
     */
    CredentialStatus check(String agent);
}
