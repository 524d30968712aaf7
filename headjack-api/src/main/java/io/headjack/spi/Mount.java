package io.headjack.spi;

import java.nio.file.Path;

/**
 * Something of the host or the engine that a container sees.
 *
 * @param kind what the source is
 * @param source an absolute path of the host, a volume's name, or for {@link Kind#TMPFS} its mode such as {@code 1777}
 * @param target the absolute path inside
 * @param readOnly whether the container may only read
 */
public record Mount(Kind kind, String source, String target, boolean readOnly) {
    /** What a mount's source is. */
    public enum Kind {
        /** A file or directory of the host, which must exist. */
        BIND,
        /** A volume of the engine, which must exist; filled from the image when it is new. */
        VOLUME,
        /** Memory, empty at each start. */
        TMPFS
    }

    /**
     * Checks that the target is absolute.
     *
     * @param kind what the source is
     * @param source an absolute path of the host, a volume's name, or for {@link Kind#TMPFS} its mode such as {@code 1777}
     * @param target the absolute path inside
     * @param readOnly whether the container may only read
     */
    public Mount {
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("mount target must be absolute, was " + target);
        }
    }

    /**
     * Mounts a path of the host that the container may write to.
     *
     * @param source an existing file or directory
     * @param target the absolute path inside
     * @return the mount
     */
    public static Mount bind(Path source, String target) {
        return new Mount(Kind.BIND, source.toAbsolutePath().toString(), target, false);
    }

    /**
     * Mounts a path of the host that the container may only read.
     *
     * @param source an existing file or directory
     * @param target the absolute path inside
     * @return the mount
     */
    public static Mount readOnlyBind(Path source, String target) {
        return new Mount(Kind.BIND, source.toAbsolutePath().toString(), target, true);
    }

    /**
     * Mounts a volume of the engine.
     *
     * @param name the volume's name
     * @param target the absolute path inside
     * @return the mount
     */
    public static Mount volume(String name, String target) {
        return new Mount(Kind.VOLUME, name, target, false);
    }

    /**
     * Mounts memory.
     *
     * @param target the absolute path inside
     * @param mode the mode of its top directory, octal
     * @return the mount
     */
    public static Mount tmpfs(String target, String mode) {
        return new Mount(Kind.TMPFS, mode, target, false);
    }
}
