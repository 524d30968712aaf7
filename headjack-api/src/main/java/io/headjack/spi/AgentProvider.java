package io.headjack.spi;

/**
 * Describes a coding agent to Headjack. Found by {@link java.util.ServiceLoader}; needs a public constructor without
 * arguments.
 *
 * <pre>{@code
 * public AgentProfile profile() {
 *     return AgentProfile.of("stand-in", List.of("sh", "-c", SCRIPT, "stand-in"))
 *             .promptArguments(List.of("--task"))
 *             .headless(new HeadlessMode(List.of(), List.of("--task"), "", "", "", ""))
 *             .environment(Map.of("STAND_IN_SIGN", "(a script, no model)"));
 * }
 * }</pre>
 */
public interface AgentProvider {
    /**
     * Returns the SPI version this provider was built for.
     *
     * @return {@link SpiVersion#CURRENT}
     */
    int spiVersion();

    /**
     * Returns the agent's profile.
     *
     * @return the profile, the same each time
     */
    AgentProfile profile();
}
