package io.stampede.web.ui;

import com.vaadin.flow.component.Component;

/// Light, dark, or as the system: kept by the browser.
public final class Theme {
  /// Runs before anything is drawn, so that nothing flashes.
  public static final String START =
      "(function(){var s=localStorage.getItem('stampede-theme');"
          + "if(s==='light'||s==='dark')document.documentElement.style.colorScheme=s;})();";

  private Theme() {}

  static void choose(Component on, String scheme) {
    on.getElement()
        .executeJs(
            """
            if ($0 === 'system') {
              localStorage.removeItem('stampede-theme');
              document.documentElement.style.removeProperty('color-scheme');
            } else {
              localStorage.setItem('stampede-theme', $0);
              document.documentElement.style.colorScheme = $0;
            }\
            """,
            scheme);
  }

  /// From what is seen to the other.
  static void toggle(Component on) {
    on.getElement()
        .executeJs(
            """
            const set = document.documentElement.style.colorScheme;
            const dark = set === 'dark' || (set !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
            const next = dark ? 'light' : 'dark';
            localStorage.setItem('stampede-theme', next);
            document.documentElement.style.colorScheme = next;\
            """);
  }
}
