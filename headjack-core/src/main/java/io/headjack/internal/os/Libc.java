package io.headjack.internal.os;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.util.Map;

/** The calls of the C library that Java has no equal for. */
interface Libc extends Library {
    Libc INSTANCE = Native.load("c", Libc.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));

    int READ_ONLY = 0;
    int READ_WRITE = 2;
    int CREATE = Platform.isMac() ? 0x200 : 0x40;
    int NON_BLOCKING = Platform.isMac() ? 0x4 : 0x800;
    int NO_FOLLOW = Platform.isMac() ? 0x100 : (Platform.isARM() ? 0x8000 : 0x20000);
    int CLOSE_ON_EXEC = Platform.isMac() ? 0x1000000 : 0x80000;

    int LOCK_SHARED = 1;
    int LOCK_EXCLUSIVE = 2;
    int LOCK_NON_BLOCKING = 4;

    int open(String path, int flags, Object... mode) throws LastErrorException;

    int flock(int descriptor, int operation) throws LastErrorException;

    int close(int descriptor) throws LastErrorException;

    int geteuid();
}
