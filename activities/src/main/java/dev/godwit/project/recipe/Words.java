package dev.godwit.project.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words of a command as people write them: between blanks, or between quotes of either kind. */
final class Words {

    private Words() {}

    /**
     * The words, without their quotes. Nothing else has a meaning: no variable, no backslash.
     *
     * @return empty when a quote is not closed
     */
    static Optional<List<String>> of(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char letter : text.toCharArray()) {
            if (quote != 0 && letter == quote) {
                quote = 0;
            } else if (quote == 0 && (letter == '"' || letter == '\'')) {
                quote = letter;
                begun = true;
            } else if (quote == 0 && Character.isWhitespace(letter)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(letter);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return quote == 0 ? Optional.of(words) : Optional.empty();
    }
}
