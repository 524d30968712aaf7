package io.headjack.internal.instance;

import io.headjack.error.OperationFailedException;
import io.headjack.spi.RuntimeInfo;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * Who this process is on the host, by the owner of what it made.
 *
 * @param uid the user's number
 * @param gid the group's number
 */
record HostUser(int uid, int gid) {
    static HostUser of(DataDirectory data) {
        try {
            return new HostUser((Integer) Files.getAttribute(data.root(), "unix:uid"), (Integer)
                    Files.getAttribute(data.root(), "unix:gid"));
        } catch (IOException e) {
            throw new OperationFailedException("cannot read the owner of " + data.root() + ": " + e, e);
        }
    }

    /**
     * Returns the user inside that owns what this user owns outside, or null for the image's own: an engine that does not
     * keep the numbers of users maps root to this user, and root can own everything.
     */
    @Nullable
    String insideOf(RuntimeInfo engine) {
        if (!engine.keepsIds()) {
            return "0:0";
        }
        return uid == 0 ? null : uid + ":" + gid;
    }
}
