export { createContext, useCallback, useContext, useEffect, useMemo, useReducer, useRef, useState } from "react";
