package io.headjack.internal.catalog;

import io.headjack.internal.json.Documents;
import io.headjack.internal.json.JsonText;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Instances as they stand in the files. What is the same object as at the last write is not written out again, so that a
 * change costs what changed and not what there is. Used with the catalog's lock.
 */
final class InstanceTexts {
    private IdentityHashMap<Object, JsonText> known = new IdentityHashMap<>();

    JsonText of(InstanceRecord instance) {
        JsonText text = known.get(instance);
        if (text == null) {
            text = Documents.text(instance.write(this::of));
            known.put(instance, text);
        }
        return text;
    }

    private JsonText of(SessionRecord session) {
        return known.computeIfAbsent(session, absent -> Documents.text(session.write()));
    }

    /** Returns the texts of all instances in their order, and forgets those of others. */
    List<JsonText> of(CatalogState state) {
        List<JsonText> texts = state.sorted().stream().map(this::of).toList();
        IdentityHashMap<Object, JsonText> used = new IdentityHashMap<>(known.size());
        for (InstanceRecord instance : state.byId().values()) {
            used.put(instance, of(instance));
            instance.sessions().forEach(session -> used.put(session, of(session)));
        }
        known = used;
        return texts;
    }
}
