package io.headjack.internal.core;

import io.headjack.InstanceId;
import io.headjack.InstanceSessions;
import io.headjack.Session;
import io.headjack.SessionInfo;
import io.headjack.SessionRequest;
import io.headjack.SessionState;
import io.headjack.SessionType;
import io.headjack.error.InvalidRequestException;
import io.headjack.error.NotFoundException;
import io.headjack.internal.catalog.InstanceRecord;
import io.headjack.internal.instance.SessionStates;
import io.headjack.internal.instance.World;
import io.headjack.spi.AgentProfile;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class DefaultInstanceSessions implements InstanceSessions {
    /** The user's own shell where the image names one, else the best that is there. */
    private static final List<String> SHELL = List.of(
            "sh",
            "-c",
            "for s in \"$SHELL\" /bin/bash; do [ -x \"$s\" ] && exec \"$s\" \"$@\"; done; exec sh \"$@\"",
            "sh");

    private final Context context;
    private final InstanceId id;

    DefaultInstanceSessions(Context context, InstanceId id) {
        this.context = context;
        this.id = id;
    }

    @Override
    public SessionRequest shell() {
        return request(SessionPlan.of(SessionType.SHELL, SHELL));
    }

    @Override
    public SessionRequest command(String... command) {
        return command(List.of(command));
    }

    @Override
    public SessionRequest command(List<String> command) {
        return request(SessionPlan.of(SessionType.COMMAND, Checks.command(command)));
    }

    @Override
    public SessionRequest agent(String agent) {
        AgentProfile profile = context.agents().get(agent);
        return request(SessionPlan.of(profile));
    }

    private SessionRequest request(SessionPlan plan) {
        return new DefaultSessionRequest(context, id, plan);
    }

    @Override
    public List<SessionInfo> list() {
        World world = context.world(id);
        return new SessionActivities(context.parts(), context.agents())
                .fill(world, SessionStates.of(context.parts(), world));
    }

    @Override
    public Optional<Session> find(String nameOrId) {
        if (nameOrId.isEmpty()) {
            throw new InvalidRequestException("the session's name is empty; give a name or an id");
        }
        InstanceRecord instance = context.record(id);
        return instance.sessions().stream()
                .filter(each -> each.name().value().equals(nameOrId)
                        || each.id().value().equals(nameOrId))
                .findFirst()
                .map(each -> new DefaultSession(context, id, each.id()));
    }

    @Override
    public Session get(String nameOrId) {
        return find(nameOrId)
                .orElseThrow(() -> new NotFoundException("no session \"" + nameOrId + "\" in branch \""
                        + context.record(id).branch() + "\"; list its sessions to see those that exist"));
    }

    @Override
    public Optional<Session> mostRecent() {
        return SessionStates.of(context.parts(), context.world(id)).stream()
                .filter(each -> each.state() == SessionState.RUNNING)
                .max(Comparator.comparing(SessionInfo::lastUsedAt))
                .map(each -> new DefaultSession(context, id, each.id()));
    }

    @Override
    public String toString() {
        return "InstanceSessions[" + id + "]";
    }
}
