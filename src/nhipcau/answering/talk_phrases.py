"""The phrases of talk that asks the documents nothing, in both languages; `talk.py` reads them."""

from __future__ import annotations

from typing import Literal

from nhipcau.vocabulary import Language

TalkKind = Literal[
    "greeting",
    "thanks",
    "goodbye",
    "identity",
    "scope",
    "recency",
    "size",
    "sources",
    "smalltalk",
    "feedback",
]

# Choices that several rules share. "/" parts choices, and "_" stands between the words of one choice.
PARTS = {
    "YOU": "you/NAME",
    "NAME": "bot/chatbot/nhịp_cầu/nhipcau/this_bot/this_chatbot/this_app/this_site/this_website/this_page/this_tool"
    "/this_assistant/this_service/the_bot/the_chatbot/the_assistant",
    "MACHINE": "human/person/man/woman/robot/bot/machine/ai/program/chatbot/computer/model/chatgpt/gpt/real/alive/siri"
    "/claude/gemini/llm/boy/girl/male/female",
    "DOCS": "data/database/information/info/knowledge/documents/docs/sources/articles/corpus/collection/texts/library"
    "/materials/files/archive/index/dataset/knowledge_base/answers/news",
    "TRUE": "reliable/accurate/trustworthy/true/trusted/verified/official/credible/correct",
    "GOOD": "good/great/nice/excellent/perfect/awesome/amazing/wonderful/brilliant/fantastic/helpful/useful/smart"
    "/clever/correct/right/accurate/best/fast/funny/cool/impressive/interesting/clear",
    "BAD": "bad/terrible/awful/wrong/incorrect/inaccurate/useless/unhelpful/stupid/dumb/nonsense/misleading/confusing"
    "/slow/poor/mistaken/rubbish/disappointing",
    "TONGUE": "english/vietnamese/french/chinese/language/languages",
    "BẠN": "bạn/bn/cậu/mày/bot/chatbot/ad/admin/trợ_lý/trợ_lý_này/hệ_thống_này/nhịp_cầu/app_này/web_này"
    "/trang_này/ứng_dụng_này",
    "EM": "BẠN/anh/chị/em",
    "TÔI": "tôi/mình/em/tui/cháu/con/chúng_tôi/anh/chị",
    "GÌ": "gì/nào",
    "KHÔNG": "không/chưa/chứ/à/hả/phải_không/đúng_không",
    "NGƯỜI": "người_thật/người_máy/con_người/robot/bot/chatbot/máy/máy_móc/ai/chatgpt/trí_tuệ_nhân_tạo",
    "TẠO": "tạo/làm/viết/lập_trình/phát_triển/xây_dựng/thiết_kế/sinh/huấn_luyện",
    "BAOGIỜ": "khi_nào/bao_giờ/lúc_nào/ngày_nào/năm_nào/tháng_nào/hôm_nào/thời_điểm_nào/ngày_mấy"
    "/năm_bao_nhiêu/tháng_mấy",
    "TÀILIỆU": "tài_liệu/dữ_liệu/thông_tin/kiến_thức/nguồn/nguồn_tin/bài_viết/bài_báo/văn_bản/cơ_sở_dữ_liệu/tin_tức"
    "/tin/tư_liệu/câu_trả_lời",
    "ĐÚNG": "đúng/chính_xác/đáng_tin/tin_cậy/đáng_tin_cậy/chính_thống/chính_thức/uy_tín/thật/chuẩn",
    "HAY": "hay/tốt/đúng/chuẩn/chính_xác/hữu_ích/bổ_ích/tuyệt/tuyệt_vời/giỏi/thông_minh/rõ_ràng/rõ/ổn/thú_vị"
    "/đầy_đủ/dễ_hiểu/nhanh/chi_tiết",
    "DỞ": "sai/tệ/dở/ngu/kém/nhầm/vô_dụng/vô_ích/khó_hiểu/lạc_đề/chậm/ngốc/linh_tinh",
    "SAO": "thế_nào/như_thế_nào/ra_sao/sao/cỡ_nào",
    "HELPERS": "is/are/was/were/be/been/do/does/did/have/has/got/can/could/will/would/should/may/a/an/the/of/in/on/to"
    "/for/with/about/or/any/some/this/these/that/your/you/i/we/me/us/here/there/so",
    "TRỢTỪ": "có/có_thể/được/là/mà/đã/đang/sẽ/những/cái/này/ở_đây/trong/của/cho/để/ra/lại/hay/hoặc/cũng/biết"
    "/một/1/vài/mấy/không/gì/nào",
    "GREETED": "ông/bà/cô/chú/bác/thầy",
}

# Words that talk in a language may have and that say nothing by themselves.
FILLERS: dict[Language, str] = {
    "en": """
    please kindly bot chatbot robot assistant dear sir madam miss friend friends my_friend my_dear buddy bro dude man
    mate pal guys everyone everybody all folks team and but then well um uh oh ah hm just now today again first also
    by_the_way btw actually really ok too anyway exactly tell_me let_me_know nhịp_cầu nhipcau
    """,
    "vi": """
    ạ à ơi nhé nhá nha nhe nhen nghen nhỉ hả hở hử ha vậy thế z v zậy dzậy đấy đó đi với thôi luôn rồi dạ vâng thưa ê
    này và bạn bn cậu anh chị em mày ad admin shop bot chatbot trợ_lý mọi_người cả_nhà các quý_vị tôi mình tui cháu
    con xin hãy làm_ơn vui_lòng nhịp_cầu nhipcau hôm_nay nữa quá lắm thật thì ok
    """,
}

# Chat spellings and slips, with repeated letters once; as everywhere, a text may leave the accents out.
SPELLINGS = """
u=you, ya=you, yu=you, yuo=you, ur=your, yr=your, r=are, wat=what, waht=what, hw=how, im=i am, id=i would, ill=i
will, ive=i have, youre=you are, youve=you have, thats=that is, whats=what is, whos=who is, hows=how is, its=it is,
wheres=where is, dont=do not, doesnt=does not, didnt=did not, isnt=is not, wasnt=was not, arent=are not, cant=can
not, canot=can not, wont=will not, pls=please, plz=please, pleas=please, plese=please, thank=thanks, thx=thanks,
tks=thanks, tk=thanks, thks=thanks, thnx=thanks, thnks=thanks, tnx=thanks, thanx=thanks, thankyou=thanks,
thanku=thanks, tysm=thanks, tyvm=thanks, thansk=thanks, halo=hello, hulo=hello, hola=hello, hiya=hi, heya=hey,
helu=hello, gm=good morning, mornin=morning, mornign=morning, morn=morning, goodmorning=good morning, gud=good,
gd=good, goodnight=good night, gn=good night, nite=night, byebye=bye, baibai=bye, paipai=bye, cya=see you,
wazup=sup, wasup=sup, whatsup=sup, wana=want to, lets=let us, gota=got to, hru=how are you, b=bạn, k=không,
ko=không, kg=không, kh=không, hông=không, hong=không, hok=không, hem=không, khum=không, j=gì, ji=gì, đc=được,
mik=mình, mk=mình, e=em, m=mày, t=tôi, bik=biết, bt=biết, ntn=như thế nào, bnhiêu=bao nhiêu, nhìu=nhiều, cám=cảm,
camơn=cảm ơn, cảmơn=cảm ơn, cámơn=cảm ơn, xinchào=xin chào, xchào=xin chào, vs=với, cx=cũng, khoẻ=khỏe, oki=ok,
okie=ok, oke=ok, okey=ok, okay=ok, alright=ok
"""

# A rule is a kind and a language with its cues, and after "+" the words that may stand with them. The words of a cue
# come in this order, others perhaps between them unless "=" begins it. Of equally long cues the earlier rule decides.
RULES = """
identity en:
  who are/is YOU, who you are, what are you, what is nhịp_cầu/this/NAME, what is this NAME/program/system,
  your/you name, call you, i talking/speaking/chatting, are you MACHINE, is this/it/there MACHINE, you are MACHINE,
  about you, introduce/describe/about yourself,
  who made/make/created/built/developed/designed/programmed/wrote/trained YOU, who owns/runs/operates/behind YOU,
  company/organization/country made/created/built you, your creator/developer/maker/owner/age, how old are you,
  where are you from, where you live/come, what model/kind/type/sort you
  + am i do does a an should can may to with or not of actual live use tell me us more something a_little a_bit if
  know being have which what so there
identity vi:
  =EM là ai, =BẠN là gì, =BẠN là con/ứng_dụng/trang/hệ_thống/công_cụ/chatbot/app gì, =EM tên gì, =EM tên là gì,
  =tên EM gì, =tên EM là gì, =tên của EM là gì, =BẠN có tên, BẠN phải/là người/NGƯỜI KHÔNG,
  BẠN người/NGƯỜI hay NGƯỜI, ai TẠO BẠN, ai đứng_sau/vận_hành/quản_lý BẠN, BẠN do ai,
  BẠN do/được/thuộc tổ_chức_nào/công_ty_nào/đơn_vị_nào, BẠN được ai TẠO, giới_thiệu bản_thân/BẠN/mình, đây là gì,
  =BẠN bao_nhiêu/mấy tuổi, =BẠN từ đâu, =BẠN đến từ đâu, BẠN nam/trai hay nữ/gái,
  nói_chuyện/chat/trò_chuyện với ai/NGƯỜI
  + về_bản_thân có của cái không đúng đã ra nên một_chút chút đến đang trang ứng_dụng công_cụ web cho biết mấy bao_nhiêu
scope en:
  what/how YOU/this do/help/assist/answer/know/offer/cover/talk/tell/explain/discuss/good_at/able/capable,
  what are you for/able/capable/about, what is this/NAME for/about, what does NAME/this do,
  how this/you/NAME work/works, what i/we ask/do/find/learn/search/say/know, how i/we/to use/start/begin/ask/talk,
  what/which topics/topic/subjects/questions you/i/we, what your purpose/job/role/task/function/scope/mission,
  your capabilities/abilities/features/functions/limits/limitations, give/show example/examples,
  you/i/NAME speak/understand/answer/ask/write/reply/support TONGUE, what/which/many TONGUE YOU/supported,
  you answer question/questions/anything/everything, you do anything/something, what to ask
  + HELPERS kind kinds types sort something things used asked only else more most example designed supposed
scope vi:
  BẠN làm/giúp/hỗ_trợ/trả_lời/biết/tư_vấn/giải_đáp/cung_cấp/nói/hiểu/chuyên GÌ, giúp được gì, hỏi BẠN GÌ,
  hỏi được GÌ, TÔI hỏi GÌ, BẠN/này để gì, BẠN về_gì, BẠN có gì,
  hỏi về_gì/về_những_gì/về_cái_gì/về_chủ_đề/về_điều_gì, BẠN hoạt_động SAO, dùng/sử_dụng BẠN/này SAO, hỏi SAO,
  nhiệm_vụ/chức_năng/tính_năng/mục_đích/vai_trò/công_việc/khả_năng/phạm_vi/lĩnh_vực BẠN,
  BẠN chức_năng/tính_năng/khả_năng GÌ, làm_sao/làm_thế_nào/cách dùng/sử_dụng/hỏi,
  BẠN nói/hiểu/biết/trả_lời/hỗ_trợ tiếng/ngôn_ngữ/thứ_tiếng, hỏi tiếng
  + có có_thể được là mà sẽ những cái này ở_đây trong của cho để ra hay hoặc cũng biết một vài mấy không gì nào đỡ
  điều câu_hỏi câu việc chủ_đề lĩnh_vực vấn_đề nội_dung thông_tin loại mảng nên cần muốn tiếng_anh tiếng_việt
  không_dấu bằng về_gì về_những_gì về_cái_gì về_điều_gì về_chủ_đề về_lĩnh_vực về_vấn_đề về_nội_dung về_câu_hỏi
  tieng_viet tieng_anh
recency en:
  how recent/new/current/fresh/late/updated/old/up_to_date/outdated your/DOCS/document/article,
  how recent/current/up_to_date you, you/DOCS up_to_date/outdated/current/recent/fresh/live, how far you/DOCS,
  when you/your/DOCS updated/update/trained/refreshed/collected/end/stop, last update/updated, cutoff, cut_off,
  newest/latest/most_recent/last/oldest/earliest document/article/source/data/text/file/entry/doc/update,
  newest/latest/most_recent/last/oldest information/info/news/date/report you/your,
  until/till/to when/what you/your/DOCS,
  what/which year/years/date/dates/period/range/timeframe/span you/your/DOCS, how often you/your/updated/DOCS,
  you latest/recent/current/todays/live/breaking/newest/real_time news/events/information/info/updates/affairs,
  you news today/now, DOCS todays news, you what happened/happening today/yesterday/now, you internet/online/web
  + HELPERS connected access back go goes reach ends stops cover covered include time know still dated published
  hold use from it up follow todays
recency vi:
  TÀILIỆU/BẠN cập_nhật/mới/mới_nhất/cũ/gần_nhất BAOGIỜ/SAO/KHÔNG, TÀILIỆU đến/tới/từ BAOGIỜ,
  cập_nhật/mới_nhất BAOGIỜ, TÀILIỆU/cập_nhật/mới đến/tới đâu, BẠN biết/có/thông_tin đến/tới BAOGIỜ,
  tài_liệu/bài_viết/bài_báo/dữ_liệu mới_nhất/cũ_nhất/gần_nhất, TÀILIỆU BẠN mới/cập_nhật/mới_nhất/cũ,
  lần_cuối cập_nhật, cập_nhật lần_cuối/bao_lâu/thường_xuyên, bao_lâu cập_nhật,
  BẠN tin/tin_tức/thời_sự/sự_kiện/thông_tin mới/mới_nhất/hôm_nay/hôm_qua/nóng/hiện_tại/gần_đây KHÔNG,
  BẠN cập_nhật tin/tin_tức/thông_tin, BẠN mạng/internet/google KHÔNG
  + TRỢTỪ tính vào hết tận gần_đây_nhất kết_nối truy_cập lên lần còn ngày năm nắm kho vẫn
size en:
  how many/much documents/docs/sources/texts/files/data/materials, number documents/sources/articles,
  how many/much articles/records/entries/pages/information/reports you, how big/large you/your/DOCS,
  size your/DOCS, what/which/how languages documents/sources/docs/articles/texts,
  documents/sources/docs what/which languages
  + HELPERS TONGUE each stored indexed available in_total hold know contain use include cover read search access
  total altogether written
size vi:
  bao_nhiêu/mấy tài_liệu/nguồn/nguồn_tin/dữ_liệu, BẠN/hệ_thống/dữ_liệu/kho bao_nhiêu/mấy TÀILIỆU,
  số/số_lượng tài_liệu/nguồn, BẠN nhiều TÀILIỆU KHÔNG, dữ_liệu/tài_liệu lớn/nhiều/rộng SAO/bao_nhiêu/KHÔNG,
  tài_liệu/dữ_liệu tiếng/ngôn_ngữ/thứ_tiếng GÌ
  + TRỢTỪ tổng bằng tiếng_anh tiếng_việt mỗi tất_cả tổng_cộng dựa_trên dựa_vào chứa lưu_trữ lưu đọc dùng sử_dụng
  hiện hiện_tại khoảng gồm kho viết
sources en:
  your source/sources/reference/references/publishers/publisher, what/which source/sources/references/publishers,
  source, sources, references, citations, where/how you get/got/find/take/learn/information/data/answers/getting,
  what/which documents/newspapers/outlets/websites/media/data/articles/publications/materials/information you/your,
  where your/answers/information/data/info from,
  who published/publishes/wrote/writes your/documents/sources/articles, are/is/can you/your/this/DOCS/answer TRUE,
  how TRUE you/your/DOCS/answer, i trust/believe/verify/check/rely, how do you know, how i know,
  you/answers/DOCS based, you cite/citations/quote, you make up, you wikipedia/google,
  you hallucinate/lie/invent/guess
  + HELPERS come comes coming taken draw right if always use used using say main show list not it things stuff
  search
sources vi:
  nguồn gì/nào/đâu/ai, nguồn BẠN, nguồn/TÀILIỆU BẠN là gì/đâu, nguồn/TÀILIỆU BẠN từ/ở đâu, xin/xem/cho_biết nguồn,
  tài_liệu/nguồn tham_khảo, nguồn TÀILIỆU GÌ/đâu,
  BẠN lấy/dùng/sử_dụng/trích/trích_dẫn/dựa/dựa_vào/dựa_trên/tham_khảo/thu_thập/tìm/căn_cứ GÌ/đâu,
  TÀILIỆU lấy/từ/ở/đến_từ/lấy_từ đâu/nguồn, BẠN TÀILIỆU từ/ở đâu, TÀILIỆU/BẠN ĐÚNG KHÔNG, tin BẠN/được KHÔNG,
  sao/làm_sao/làm_thế_nào tin/kiểm_chứng/kiểm_tra, làm_sao/làm_thế_nào biết câu_trả_lời/thông_tin,
  kiểm_chứng/kiểm_tra câu_trả_lời/thông_tin,
  ai/báo_nào/cơ_quan_nào xuất_bản/công_bố/phát_hành/đăng/viết tài_liệu/dữ_liệu,
  TÀILIỆU ai xuất_bản/công_bố/phát_hành/đăng/viết, BẠN bịa/nói_dối/nguồn/dẫn_nguồn/trích_nguồn KHÔNG
  + TRỢTỪ trả_lời vào đến tin_tưởng bịa_đặt bịa_chuyện trên theo báo trang hoàn_toàn
goodbye en:
  bye, goodbye, farewell, see you, see later, so_long, take_care, good night, later, ttyl, ciao, adios, gtg,
  have/enjoy good/nice/great/lovely/wonderful day/evening/night/weekend/time/one,
  enjoy the/your day/evening/weekend, that is all/everything, am done/leaving/off, i got/need/must/have go/leave,
  got go, sleep well, sweet dreams
  + i so will talk to catch soon tomorrow next for a the your rest of nice great lovely wonderful ahead until there
goodbye vi:
  tạm_biệt, bái_bai, hẹn gặp, gặp lại/sau, ngủ_ngon,
  chúc ngày/tối/buổi_tối/cuối_tuần tốt_lành/an_lành/vui_vẻ/tốt_đẹp, đi đây/trước, thôi chào, hết hỏi/câu_hỏi,
  không_còn hỏi/câu_hỏi, pp
  + GREETED phải mới có một 1 lần hôm_khác mai nào rất vui được nói_chuyện
thanks en:
  thanks, appreciate/appreciated it/this/that/help/answer/answers, much appreciated, cheers, merci, grateful
  + you so very a lot lots million bunch many for your the helping answering info information time support reply
  response assistance explanation everything me in advance i is was would have been indeed kind great quick good no
  not need
thanks vi:
  cảm_ơn, cảm_ơm, cảm_ưn, đa_tạ, biết_ơn
  + GREETED chân_thành rất vô_cùng thật_sự nhiều trước vì đã giúp giúp_đỡ sự trả_lời hỗ_trợ câu_trả_lời thông_tin
  của những câu_hỏi dành thời_gian không cần được nhiệt_tình về_câu_trả_lời về_thông_tin về_sự_giúp_đỡ
help en:
  help, menu, faq, instructions, usage, guide, example, examples, help me/us, can/could/will/would you help,
  need help/assistance/support
  + i a an some another few your out something to of give show sample question questions with
help vi:
  giúp, cứu, trợ_giúp, hướng_dẫn, ví_dụ, gợi_ý, cách dùng/sử_dụng/hỏi, muốn/cần giúp/hỗ_trợ/trợ_giúp
  + đỡ được không có_thể chút xíu một 1 vài mấy số câu_hỏi câu mẫu cái này việc cho
asking en:
  can/may/could i ask/know, have question/questions, want/like ask/know, quick question, excuse me
  + a another one few more you something anything to for some got would
asking vi:
  cho hỏi/biết, xin hỏi/biết, muốn/cần hỏi/biết, có câu_hỏi/thắc_mắc
  + phép được không chút xíu tí tý một 1 vài mấy số câu cái này chuyện đặt là
feedback en:
  answer/answers/that/this/it/you BAD, BAD work/job/answer/answers/one/explanation/reply/response, got wrong,
  not work/helpful/useful/right/correct/true/good/answer/answered/understand/help/asked/sense/meant/want/wanted/looking,
  no sense, you/that/this/it/answer mistake, hate answer/answers/it/this/that, disagree, am disappointed
  + GOOD so sense helped the your these is was are were i a an no very quite totally completely absolutely pretty
  such what me my question questions at lot much for to did do does have of with think still make makes made
feedback en:
  BAD
  + so very quite totally that a not no
praise en:
  answer/answers/that/this/it/you GOOD, GOOD work/job/answer/answers/one/explanation/reply/response, well done,
  you/that/this/it/answer helped/helps/worked/works/sense, like/love answer/answers/it/this/that,
  am impressed/satisfied, got right
  + so the your these is was are were i a an very quite totally completely absolutely pretty such what me my
  question questions at lot much for to did do have of with made makes
praise en:
  GOOD, bravo, congrats, congratulations
  + so very quite totally that a
feedback vi:
  trả_lời/câu_trả_lời/thông_tin/kết_quả/nội_dung/BẠN/này DỞ, không/chưa HAY, không/chưa trả_lời/hiểu/giúp,
  không phải, không/chưa liên_quan, không hài_lòng/thích/đồng_ý, thất_vọng
  + bét câu_hỏi câu của trên vừa_rồi rất khá hơi bị là cũng ghê cực thiệt ý hỏi được gì điều cái đã lại hoàn_toàn
  thật_sự giúp_ích giải_thích cho TÔI cả
feedback vi:
  =DỞ quá/lắm/rồi/thật/ghê, =rất/quá/thật/hơi DỞ, =sai
  + bét cực thiệt
praise vi:
  trả_lời/câu_trả_lời/thông_tin/kết_quả/nội_dung/BẠN/này HAY, hài_lòng, thích câu_trả_lời/này, đồng_ý, giúp nhiều
  + của trên rất khá cũng ghê cực thiệt đã được hoàn_toàn đúng_là làm
praise vi:
  =HAY quá/lắm/rồi/thật/ghê/thế/luôn/vậy, =rất/quá/thật/khá HAY, =hay/tốt/đúng/chuẩn/tuyệt/tuyệt_vời/chính_xác
  + cực thiệt
smalltalk en:
  how are you/things, how is/was everything/life/your_day/things, how is it going, how have you been,
  how do you do, sup, what is up, how you feel/feeling/doing, what you doing, long time no see, same to you,
  you too, and you, nice/good/great/pleased/glad/lovely/happy to meet/see/talk/chat,
  nice/good meeting/seeing/talking/chatting,
  am fine/good/bored/tired/happy/sad/lonely/back/here/hungry/great/sorry/kidding, love/like/miss/hate you,
  you love/like/marry/miss me, are you ok/busy/tired/sad/bored/awake/free/single/married/hungry/online/happy/well,
  happy/merry new_year/christmas/birthday/tet, tell/know joke/jokes, let us talk/chat,
  you eat/eaten/sleep/dream/feelings/emotions/friends/girlfriend/boyfriend/family/hobbies
  + is so was does did it with your night far this morning evening days very i not a any so_much very_much a_lot
  still yet get can will long
smalltalk en:
  =are you there/here, anyone/anybody/someone there/here/home
  + is still
smalltalk vi:
  BẠN khỏe/ổn/vui/mệt/buồn/rảnh/bận/đói/ngủ/cô_đơn KHÔNG, BẠN SAO, khỏe KHÔNG, BẠN sao rồi, ăn chưa,
  BẠN đang làm_gì/ở_đâu, vui gặp/làm_quen/quen/nói_chuyện/trò_chuyện/biết, hân_hạnh, làm_quen, kết_bạn,
  lâu không gặp, nói_chuyện/trò_chuyện với, BẠN người_yêu/bạn_gái/bạn_trai/gia_đình/vợ/chồng/cảm_xúc KHÔNG,
  BẠN yêu/thích/nhớ TÔI, yêu/thích/nhớ/ghét bạn/bn/bot/em, tâm_sự, kể chuyện_cười/chuyện_vui/chuyện, có ai KHÔNG,
  BẠN ở_đó/đây/ở_đây KHÔNG, dạo_này SAO, TÔI khỏe/ổn/buồn/vui/chán/mệt/đói
  + sáng_nay tối_nay cảm_thấy đã cơm sáng trưa tối gì rất được cùng chút xíu một nghe cho vẫn cũng bình_thường nhiều
greeting en:
  hi, hey, hello, yo, greetings, howdy, good morning/afternoon/evening/day, morning, afternoon, evening, gday
  + very world to you there
greeting vi:
  chào, alo, a_lô, hế_lô, hế_nhô, hế_lu, hê_lô, hê_lu, ơi, chúc buổi_sáng/buổi_trưa/buổi_chiều
  + GREETED kính thân buổi_tối ngày_mới vui_vẻ tốt_lành an_lành mừng sáng trưa chiều tối
nod en:
  ok, sure, fine, got it, i see, understood, i understand, noted, yes, yeah, yep, no problem/worries, never mind,
  welcome, nevermind, sorry, pardon, wow, omg, lol, lmao, haha, test, testing, good_luck, oh, hm
  + you so are am very
nod vi:
  vâng, dạ, ừ, ok, được_rồi, hiểu/biết/rõ rồi, TÔI hiểu, thế_à, vậy_à, không_sao, không_sao_đâu, không_có_gì,
  không_có_gì_đâu, xin_lỗi, trời_ơi, chúc_mừng, chúc may_mắn
  + đã năm_mới sinh_nhật
"""
