package io.headjack.internal.core;

import io.headjack.Session;
import io.headjack.SessionId;
import io.headjack.SessionInfo;
import io.headjack.SessionState;
import io.headjack.Sessions;
import io.headjack.error.NotFoundException;
import io.headjack.internal.instance.SessionStates;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class DefaultSessions implements Sessions {
    private final Context context;

    DefaultSessions(Context context) {
        this.context = context;
    }

    @Override
    public List<SessionInfo> list() {
        SessionActivities activities = new SessionActivities(context.parts(), context.agents());
        return context.state().sorted().stream()
                .map(context.parts()::world)
                .flatMap(each -> activities.fill(each, SessionStates.of(context.parts(), each)).stream())
                .toList();
    }

    @Override
    public Optional<Session> find(SessionId id) {
        return context.state().sorted().stream()
                .filter(each -> each.session(id).isPresent())
                .findFirst()
                .map(each -> new DefaultSession(context, each.id(), id));
    }

    @Override
    public Session get(SessionId id) {
        return find(id).orElseThrow(() ->
                new NotFoundException("there is no session " + id + "; list the sessions to see those that exist"));
    }

    @Override
    public Optional<Session> mostRecent() {
        return context.state().sorted().stream()
                .flatMap(each ->
                        SessionStates.of(context.parts(), context.parts().world(each)).stream())
                .filter(each -> each.state() == SessionState.RUNNING)
                .max(Comparator.comparing(SessionInfo::lastUsedAt))
                .map(each -> new DefaultSession(context, each.instance(), each.id()));
    }
}
