import "./start_page/new_case.js";
import "./start_page/places_map.js";
