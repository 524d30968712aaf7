package io.headjack.internal.core;

import io.headjack.InstanceId;
import io.headjack.SessionId;
import io.headjack.SessionName;
import io.headjack.error.ConflictException;
import io.headjack.error.NotFoundException;
import io.headjack.internal.catalog.CatalogFile;
import io.headjack.internal.catalog.CatalogState;
import io.headjack.internal.catalog.InstanceRecord;

/** Gives a session another name, which is only in the record. */
final class SessionRename {
    private final CatalogFile catalog;
    private final InstanceId instance;
    private final SessionId id;

    SessionRename(CatalogFile catalog, InstanceId instance, SessionId id) {
        this.catalog = catalog;
        this.instance = instance;
        this.id = id;
    }

    void to(SessionName name) {
        catalog.update(state -> renamed(state, name));
    }

    private CatalogState renamed(CatalogState state, SessionName name) {
        InstanceRecord record = state.find(instance)
                .filter(each -> each.session(id).isPresent())
                .orElseThrow(() -> new NotFoundException(
                        "there is no session " + id + " any more; list the sessions to see those that exist"));
        boolean taken = record.sessions().stream()
                .anyMatch(each -> each.name().equals(name) && !each.id().equals(id));
        if (taken) {
            throw new ConflictException(
                    "branch \"" + record.branch() + "\" has another session \"" + name + "\"; choose another name");
        }
        return state.with(record.change(id, session -> session.named(name)));
    }
}
