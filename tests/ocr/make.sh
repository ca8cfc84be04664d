#!/bin/sh
# Sets the articles of truth/ in type, ages the pages a little, and reads them back into scan/ by OCR.
# The scans are committed, so that tests need none of this. Another release of the tools gives other scans, and then
# expected.txt must be looked through again.
#
# Debian packages: pango1.0-tools imagemagick fonts-noto-cjk tesseract-ocr tesseract-ocr-chi-tra
#                  tesseract-ocr-chi-sim tesseract-ocr-chi-tra-vert
set -eu
cd "$(dirname "$0")"
pages=$(mktemp -d)
trap 'rm -rf "$pages"' EXIT

# Sets a text: name of the page, file, font, width in points, and what else to tell Pango.
set_type() {
    page=$1 file=$2 font=$3 width=$4
    shift 4
    pango-view -q --dpi=150 --wrap=char --margin=40 --font="$font" --width="$width" "$@" -o "$pages/$page.png" "$file"
}

# Sets a text in two columns that stand side by side.
set_columns() {
    half=$(($(wc -l < "$2") / 2))
    head -n "$half" "$2" > "$pages/left.txt"
    tail -n +"$((half + 1))" "$2" > "$pages/right.txt"
    set_type left "$pages/left.txt" "$3" "$4"
    set_type right "$pages/right.txt" "$3" "$4"
    convert -background white "$pages/left.png" "$pages/right.png" +append "$pages/$1.png"
}

# Ages a page (scale, slant, noise) and reads it (language, way of looking for columns).
scan() {
    convert "$pages/$1.png" -scale "$2" -background white -rotate "$3" -colorspace Gray -seed 7 \
        -attenuate "$4" +noise Gaussian -blur 0x0.5 "$pages/$1.scan.png"
    tesseract "$pages/$1.scan.png" "scan/$1" -l "$5" --psm "$6" --dpi 150 2> /dev/null
}

mkdir -p scan
set_type 渡輪 truth/渡輪.txt 'Noto Serif CJK TC 16' 560 --language=zh-tw
scan 渡輪 45% 0.5 0.7 chi_tra 3
set_type 图书馆 truth/图书馆.txt 'Noto Serif CJK SC 16' 520 --language=zh-cn
scan 图书馆 55% -0.4 0.6 chi_sim 3
set_columns 水渠 truth/水渠.txt 'Noto Serif CJK SC 14' 260
scan 水渠 65% 0.5 0.5 chi_sim 6
set_type 山徑 truth/山徑.txt 'Noto Sans CJK TC 16' 480 --language=zh-tw
scan 山徑 45% 0.6 0.6 chi_tra 3
set_type 漁村 truth/漁村.txt 'Noto Serif CJK TC 18' 420 --language=zh-tw --gravity=east --rotate=-90
scan 漁村 70% 0 0.3 chi_tra_vert 5
