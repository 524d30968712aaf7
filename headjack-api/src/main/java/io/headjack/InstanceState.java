package io.headjack;

/** What an instance is doing. */
public enum InstanceState {
    /** It is being made, or its making was interrupted. */
    CREATING,
    /** Its container runs. */
    RUNNING,
    /** Its container is stopped; the next use starts it. */
    STOPPED,
    /** A part of it is missing: {@link InstanceInfo#problem()} names it. */
    BROKEN,
    /** The engine cannot be asked; nothing is known of the container. */
    ENGINE_UNREACHABLE
}
