// The icons in use, out of Bootstrap Icons, as <st-icon name="…">: drawn in the text's colour.
import i_grid from 'bootstrap-icons/icons/grid.svg?raw';
import i_hdd_rack from 'bootstrap-icons/icons/hdd-rack.svg?raw';
import i_display from 'bootstrap-icons/icons/display.svg?raw';
import i_box_seam from 'bootstrap-icons/icons/box-seam.svg?raw';
import i_disc from 'bootstrap-icons/icons/disc.svg?raw';
import i_device_hdd from 'bootstrap-icons/icons/device-hdd.svg?raw';
import i_diagram_3 from 'bootstrap-icons/icons/diagram-3.svg?raw';
import i_link_45deg from 'bootstrap-icons/icons/link-45deg.svg?raw';
import i_stack from 'bootstrap-icons/icons/stack.svg?raw';
import i_list_check from 'bootstrap-icons/icons/list-check.svg?raw';
import i_gear from 'bootstrap-icons/icons/gear.svg?raw';
import i_play_fill from 'bootstrap-icons/icons/play-fill.svg?raw';
import i_stop_fill from 'bootstrap-icons/icons/stop-fill.svg?raw';
import i_arrow_clockwise from 'bootstrap-icons/icons/arrow-clockwise.svg?raw';
import i_trash3 from 'bootstrap-icons/icons/trash3.svg?raw';
import i_arrow_repeat from 'bootstrap-icons/icons/arrow-repeat.svg?raw';
import i_terminal from 'bootstrap-icons/icons/terminal.svg?raw';
import i_search from 'bootstrap-icons/icons/search.svg?raw';
import i_moon from 'bootstrap-icons/icons/moon.svg?raw';
import i_sun from 'bootstrap-icons/icons/sun.svg?raw';
import i_x_lg from 'bootstrap-icons/icons/x-lg.svg?raw';
import i_plus_lg from 'bootstrap-icons/icons/plus-lg.svg?raw';
import i_funnel from 'bootstrap-icons/icons/funnel.svg?raw';
import i_check_circle from 'bootstrap-icons/icons/check-circle.svg?raw';
import i_exclamation_triangle from 'bootstrap-icons/icons/exclamation-triangle.svg?raw';
import i_pause_fill from 'bootstrap-icons/icons/pause-fill.svg?raw';
import i_download from 'bootstrap-icons/icons/download.svg?raw';
import i_three_dots from 'bootstrap-icons/icons/three-dots.svg?raw';
import i_copy from 'bootstrap-icons/icons/copy.svg?raw';
import i_fullscreen from 'bootstrap-icons/icons/fullscreen.svg?raw';
import i_eye from 'bootstrap-icons/icons/eye.svg?raw';
import i_layers from 'bootstrap-icons/icons/layers.svg?raw';
import i_sliders from 'bootstrap-icons/icons/sliders.svg?raw';
import i_camera from 'bootstrap-icons/icons/camera.svg?raw';
import i_keyboard from 'bootstrap-icons/icons/keyboard.svg?raw';
import i_aspect_ratio from 'bootstrap-icons/icons/aspect-ratio.svg?raw';
import i_box_arrow_right from 'bootstrap-icons/icons/box-arrow-right.svg?raw';
import i_box_arrow_up_right from 'bootstrap-icons/icons/box-arrow-up-right.svg?raw';
import i_check2 from 'bootstrap-icons/icons/check2.svg?raw';
import i_dot from 'bootstrap-icons/icons/dot.svg?raw';
import i_key from 'bootstrap-icons/icons/key.svg?raw';
import i_circle_half from 'bootstrap-icons/icons/circle-half.svg?raw';
import i_hourglass_split from 'bootstrap-icons/icons/hourglass-split.svg?raw';
import i_braces from 'bootstrap-icons/icons/braces.svg?raw';
import i_power from 'bootstrap-icons/icons/power.svg?raw';
import i_plug from 'bootstrap-icons/icons/plug.svg?raw';
import i_eject from 'bootstrap-icons/icons/eject.svg?raw';
import i_arrow_down from 'bootstrap-icons/icons/arrow-down.svg?raw';
import i_cloud_upload from 'bootstrap-icons/icons/cloud-upload.svg?raw';
import i_chevron_right from 'bootstrap-icons/icons/chevron-right.svg?raw';
import i_question_circle from 'bootstrap-icons/icons/question-circle.svg?raw';
import i_clipboard from 'bootstrap-icons/icons/clipboard.svg?raw';
import i_slash_circle from 'bootstrap-icons/icons/slash-circle.svg?raw';
import i_lightning from 'bootstrap-icons/icons/lightning.svg?raw';
import i_x_circle from 'bootstrap-icons/icons/x-circle.svg?raw';
import i_info_circle from 'bootstrap-icons/icons/info-circle.svg?raw';
import i_tools from 'bootstrap-icons/icons/tools.svg?raw';
import i_chevron_up from 'bootstrap-icons/icons/chevron-up.svg?raw';
import i_chevron_down from 'bootstrap-icons/icons/chevron-down.svg?raw';
import i_upload from 'bootstrap-icons/icons/upload.svg?raw';
import i_layout_three_columns from 'bootstrap-icons/icons/layout-three-columns.svg?raw';
import i_pencil from 'bootstrap-icons/icons/pencil.svg?raw';
import i_graph_up from 'bootstrap-icons/icons/graph-up.svg?raw';
import i_file_text from 'bootstrap-icons/icons/file-text.svg?raw';
import i_box_arrow_in_down from 'bootstrap-icons/icons/box-arrow-in-down.svg?raw';
import i_map from 'bootstrap-icons/icons/map.svg?raw';
import i_box_arrow_in_right from 'bootstrap-icons/icons/box-arrow-in-right.svg?raw';
import i_geo_alt from 'bootstrap-icons/icons/geo-alt.svg?raw';
import i_collection from 'bootstrap-icons/icons/collection.svg?raw';
import i_shield_check from 'bootstrap-icons/icons/shield-check.svg?raw';
import i_arrow_left_right from 'bootstrap-icons/icons/arrow-left-right.svg?raw';
import i_arrow_counterclockwise from 'bootstrap-icons/icons/arrow-counterclockwise.svg?raw';
import i_lock from 'bootstrap-icons/icons/lock.svg?raw';
import i_table from 'bootstrap-icons/icons/table.svg?raw';

const icons: Record<string, string> = {
  'grid': i_grid,
  'slash-circle': i_slash_circle,
  'clipboard': i_clipboard,
  'hdd-rack': i_hdd_rack,
  'display': i_display,
  'box-seam': i_box_seam,
  'disc': i_disc,
  'device-hdd': i_device_hdd,
  'diagram-3': i_diagram_3,
  'link-45deg': i_link_45deg,
  'stack': i_stack,
  'list-check': i_list_check,
  'gear': i_gear,
  'play-fill': i_play_fill,
  'stop-fill': i_stop_fill,
  'arrow-clockwise': i_arrow_clockwise,
  'trash3': i_trash3,
  'arrow-repeat': i_arrow_repeat,
  'terminal': i_terminal,
  'search': i_search,
  'moon': i_moon,
  'sun': i_sun,
  'x-lg': i_x_lg,
  'plus-lg': i_plus_lg,
  'funnel': i_funnel,
  'check-circle': i_check_circle,
  'exclamation-triangle': i_exclamation_triangle,
  'pause-fill': i_pause_fill,
  'download': i_download,
  'three-dots': i_three_dots,
  'copy': i_copy,
  'fullscreen': i_fullscreen,
  'keyboard': i_keyboard,
  'layers': i_layers,
  'sliders': i_sliders,
  'camera': i_camera,
  'eye': i_eye,
  'aspect-ratio': i_aspect_ratio,
  'box-arrow-right': i_box_arrow_right,
  'box-arrow-up-right': i_box_arrow_up_right,
  'check2': i_check2,
  'dot': i_dot,
  'key': i_key,
  'circle-half': i_circle_half,
  'hourglass-split': i_hourglass_split,
  'braces': i_braces,
  'power': i_power,
  'plug': i_plug,
  'eject': i_eject,
  'arrow-down': i_arrow_down,
  'cloud-upload': i_cloud_upload,
  'chevron-right': i_chevron_right,
  'question-circle': i_question_circle,
  'lightning': i_lightning,
  'x-circle': i_x_circle,
  'info-circle': i_info_circle,
  'tools': i_tools,
  'chevron-up': i_chevron_up,
  'chevron-down': i_chevron_down,
  'upload': i_upload,
  'layout-three-columns': i_layout_three_columns,
  'pencil': i_pencil,
  'graph-up': i_graph_up,
  'file-text': i_file_text,
  'box-arrow-in-down': i_box_arrow_in_down,
  'map': i_map,
  'box-arrow-in-right': i_box_arrow_in_right,
  'geo-alt': i_geo_alt,
  'collection': i_collection,
  'shield-check': i_shield_check,
  'arrow-left-right': i_arrow_left_right,
  'arrow-counterclockwise': i_arrow_counterclockwise,
  'lock': i_lock,
  'table': i_table,
};

class StIcon extends HTMLElement {
  static observedAttributes = ['name'];

  connectedCallback() {
    this.setAttribute('aria-hidden', 'true');
    this.draw();
  }

  // Not before it is in the page: children in a template's copy would be counted as the template's own.
  attributeChangedCallback() {
    if (this.isConnected) this.draw();
  }

  private draw() {
    this.innerHTML = icons[this.getAttribute('name') ?? ''] ?? icons['dot'];
  }
}

customElements.define('st-icon', StIcon);
