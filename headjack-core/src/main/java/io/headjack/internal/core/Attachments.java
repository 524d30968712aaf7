package io.headjack.internal.core;

import io.headjack.Attachment;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The terminals that show sessions, so that closing Headjack detaches them. Thread-safe. */
final class Attachments implements AutoCloseable {
    private final Set<Attachment> open = ConcurrentHashMap.newKeySet();

    void add(Attachment attachment) {
        open.add(attachment);
    }

    void remove(Attachment attachment) {
        open.remove(attachment);
    }

    @Override
    public void close() {
        open.forEach(Attachment::close);
    }
}
