package io.headjack;

import java.util.Optional;

/**
 * One setting that is in force.
 *
 * @param key its key, such as {@code default.base_image}
 * @param value its value as it was written, with the names of variables and not what they hold; empty where nothing is set
 *     and there is no usual value that could be written down
 * @param source where it comes from: the file and the line, the variable of the environment, {@code builder} or {@code
 *     default}
 */
public record Setting(String key, Optional<String> value, String source) {}
