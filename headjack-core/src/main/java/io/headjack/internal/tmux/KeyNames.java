package io.headjack.internal.tmux;

import io.headjack.Key;

/** How tmux calls the keys. */
final class KeyNames {
    private KeyNames() {}

    static String of(Key key) {
        return switch (key) {
            case ENTER -> "Enter";
            case ESCAPE -> "Escape";
            case TAB -> "Tab";
            case BACKSPACE -> "BSpace";
            case UP -> "Up";
            case DOWN -> "Down";
            case LEFT -> "Left";
            case RIGHT -> "Right";
            case PAGE_UP -> "PPage";
            case PAGE_DOWN -> "NPage";
            case HOME -> "Home";
            case END -> "End";
            case CTRL_C -> "C-c";
            case CTRL_D -> "C-d";
            case CTRL_Z -> "C-z";
        };
    }
}
