package io.headjack;

import java.nio.file.Path;
import java.util.List;

/**
 * What is configured: by the builder, else by the environment, else by the configuration file. Reads the file anew each
 * time. Thread-safe; opens nothing and asks no engine.
 */
public interface Configuration {
    /**
     * Returns the configuration file, whether it exists or not.
     *
     * @return an absolute path
     */
    Path file();

    /**
     * Returns what is in force, and where it comes from. Checks the whole file.
     *
     * @return the settings that are not about an agent, set or not, then those of agents that the file has
     * @throws io.headjack.error.InvalidRequestException if something in the file or the environment is wrong; the message
     *     names the place, the key and what may be there
     */
    List<Setting> settings();

    /**
     * Returns one setting.
     *
     * @param key its key, such as {@code default.agent} or {@code agents.claude.flags}
     * @return the setting, without a value where none is set
     * @throws io.headjack.error.InvalidRequestException if there is no such key, or something in the file is wrong
     */
    Setting get(String key);

    /**
     * Sets a key in the file, whose comments and order stay. The whole is checked first and then replaced at once; a file that
     * is missing is made. Running Headjacks do not notice.
     *
     * @param key its key; below {@code env} and {@code runtime.flags} also that of one of their names
     * @param value text, or as YAML on one line what takes a list, names or a number
     * @throws io.headjack.error.InvalidRequestException if there is no such key, the value is wrong for it, or the file was
     *     wrong before
     * @throws io.headjack.error.OperationFailedException if the file cannot be written
     */
    void set(String key, String value);
}
