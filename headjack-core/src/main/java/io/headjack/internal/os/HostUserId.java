package io.headjack.internal.os;

/** Who runs this process, by number. */
public final class HostUserId {
    private HostUserId() {}

    public static int own() {
        return Libc.INSTANCE.geteuid();
    }
}
