package io.headjack;

/** Whether an agent can be started. */
public enum AgentReadiness {
    /** It can. */
    READY,
    /** Its image is not on the engine, or without a container its program not on the host. Instances for it get it first. */
    NOT_BUILT,
    /** It has nothing to prove to its service who pays. */
    NO_CREDENTIALS,
    /** It cannot be started as it is configured. */
    MISCONFIGURED
}
