package io.headjack;

import java.util.List;

/** The agents that can be asked for: those built in, of providers, and of the configuration. Thread-safe, blocking. */
public interface Agents {
    /**
     * Lists the agents by their ids, each with what is missing to start it. Asks the engine of new instances; nothing is
     * built or pulled.
     *
     * @return snapshots
     * @throws io.headjack.error.NoUsableRuntimeException if no runtime is usable
     */
    List<AgentInfo> list();

    /**
     * Looks an agent up that must exist.
     *
     * @param agent the agent's id
     * @return a snapshot
     * @throws io.headjack.error.InvalidRequestException if there is no such agent; the message lists those that exist
     * @throws io.headjack.error.NoUsableRuntimeException if no runtime is usable
     */
    AgentInfo get(String agent);

    /**
     * Sees to it that the engine has the image of an agent: builds or pulls it if it is missing, with progress to the
     * listener. Who asks for one while it is built, in whatever process, waits for that. When this fails, nothing is left but
     * what the engine keeps of the steps that were done.
     *
     * @param agent the agent's id
     * @param options what is done otherwise
     * @return the agent with its image
     * @throws io.headjack.error.InvalidRequestException if there is no such agent, or it cannot be started as it is configured
     * @throws io.headjack.error.UnsupportedException if nothing is known to install for the agent, or there are no images
     *     without a container
     * @throws io.headjack.error.OperationFailedException if a step fails; the message has that step and the end of its output
     */
    AgentInfo build(String agent, BuildOption... options);
}
