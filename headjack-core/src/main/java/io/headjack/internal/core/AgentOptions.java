package io.headjack.internal.core;

import io.headjack.Permissions;
import io.headjack.error.UnsupportedException;
import io.headjack.spi.AgentProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What is chosen by a value, whatever the agent calls it.
 *
 * @param model the model, or null for the agent's own choice
 * @param permissions what it may do without asking, or null for the agent's own choice
 */
record AgentOptions(@Nullable String model, @Nullable Permissions permissions) {
    static final AgentOptions NONE = new AgentOptions(null, null);

    AgentOptions model(AgentProfile agent, String name) {
        if (agent.modelArguments().isEmpty()) {
            throw new UnsupportedException("no option of " + agent.id()
                    + " is known that chooses a model; give it by arguments(), or configure agents." + agent.id()
                    + ".modelArguments");
        }
        return new AgentOptions(Checks.text("the model", name), permissions);
    }

    AgentOptions permissions(AgentProfile agent, Permissions allowed) {
        if (!agent.permissionArguments().containsKey(allowed)) {
            throw new UnsupportedException("no option of " + agent.id() + " is known for the permissions " + allowed
                    + ", but for " + agent.permissionArguments().keySet()
                    + "; give it by arguments(), or configure agents."
                    + agent.id() + ".permissionArguments." + allowed.name().toLowerCase(Locale.ROOT));
        }
        return new AgentOptions(model, allowed);
    }

    List<String> arguments(AgentProfile agent) {
        List<String> words = new ArrayList<>();
        if (model != null) {
            words.addAll(agent.modelArguments());
            words.add(model);
        }
        if (permissions != null) {
            words.addAll(agent.permissionArguments().getOrDefault(permissions, List.of()));
        }
        return words;
    }
}
