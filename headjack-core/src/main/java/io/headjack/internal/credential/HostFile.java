package io.headjack.internal.credential;

import io.headjack.internal.os.HostUserId;
import io.headjack.internal.os.HostileFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** A file of this host that nobody but its owner, who runs this, may be able to read or change. */
final class HostFile {
    private static final int LARGEST = 64 * 1024;
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int OTHERS = 077;
    private static final int PERMISSIONS = 07777;

    private final Path path;

    HostFile(Path path) {
        this.path = path;
    }

    boolean isThere() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    byte[] read() throws UnusableException {
        check();
        try (FileChannel channel = HostileFiles.open(path)) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            ByteBuffer block = ByteBuffer.allocate(LARGEST + 1);
            while (content.size() <= LARGEST && channel.read(block) >= 0) {
                content.write(block.array(), 0, block.position());
                block.clear();
            }
            if (content.size() > LARGEST) {
                throw new UnusableException("has more than " + LARGEST + " bytes, and is no credential");
            }
            return content.toByteArray();
        } catch (IOException e) {
            throw new UnusableException("cannot be read: " + e.getMessage());
        }
    }

    /** Says what is wrong before it is opened: opening it could wait for ever, or follow a link. */
    private void check() throws UnusableException {
        Map<String, Object> found;
        try {
            found = Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new UnusableException("cannot be read: " + e);
        }
        int mode = (Integer) found.getOrDefault("mode", 0);
        int owner = (Integer) found.getOrDefault("uid", -1);
        if ((mode & TYPE) == LINK) {
            throw new UnusableException("is a link; put the file itself there");
        }
        if ((mode & TYPE) != REGULAR) {
            throw new UnusableException("is no plain file");
        }
        if (owner != HostUserId.own()) {
            throw new UnusableException(
                    "belongs to user " + owner + " and not to user " + HostUserId.own() + ", who runs this; chown it");
        }
        if ((mode & OTHERS) != 0) {
            throw new UnusableException("is open to others, with mode " + Integer.toOctalString(mode & PERMISSIONS)
                    + "; run chmod 600 on it");
        }
    }
}
