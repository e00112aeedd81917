package io.stampede.desktop.terminal;

import com.techsenger.jeditermfx.core.TerminalColor;
import com.techsenger.jeditermfx.core.TextStyle;
import com.techsenger.jeditermfx.core.emulator.ColorPalette;
import com.techsenger.jeditermfx.core.emulator.ColorPaletteImpl;
import com.techsenger.jeditermfx.ui.settings.DefaultSettingsProvider;
import java.util.List;
import javafx.scene.text.Font;

/// How the emulator looks and behaves: dark in both themes, as programs expect it.
final class TerminalSettings extends DefaultSettingsProvider {
  private static final int SCROLLBACK = 10_000;
  private static final List<String> FONTS =
      List.of("JetBrains Mono", "DejaVu Sans Mono", "Noto Sans Mono", "Liberation Mono");

  @Override
  public Font getTerminalFont() {
    var there = Font.getFamilies();
    var family = FONTS.stream().filter(there::contains).findFirst().orElse("Monospaced");
    return Font.font(family, getTerminalFontSize());
  }

  @Override
  public float getTerminalFontSize() {
    return 14;
  }

  @Override
  public ColorPalette getTerminalColorPalette() {
    return ColorPaletteImpl.XTERM_PALETTE;
  }

  @Override
  public TerminalColor getDefaultForeground() {
    return TerminalColor.rgb(0xe9, 0xeb, 0xf0);
  }

  @Override
  public TerminalColor getDefaultBackground() {
    return TerminalColor.rgb(0x12, 0x14, 0x1a);
  }

  @Override
  public TextStyle getSelectionColor() {
    return new TextStyle(TerminalColor.rgb(0xff, 0xff, 0xff), TerminalColor.rgb(0x3b, 0x6f, 0xe6));
  }

  @Override
  public TextStyle getFoundPatternColor() {
    return new TextStyle(TerminalColor.rgb(0, 0, 0), TerminalColor.rgb(0xf5, 0xb8, 0x49));
  }

  @Override
  public int getBufferMaxLinesCount() {
    return SCROLLBACK;
  }

  @Override
  public boolean audibleBell() {
    return false;
  }

  @Override
  public boolean copyOnSelect() {
    return false;
  }
}
